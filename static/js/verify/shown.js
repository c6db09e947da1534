// Writes a report for people: one verdict, the first thing that is wrong, what was checked, who signed, the votes.
import { hex } from "../tlog.js";

const SHOWN = 50;

/** A piece of the page: tag, text or pieces inside, and attributes. Text is never read as markup. */
export function piece(tag, inside = [], attributes = {}) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
  found.append(...[inside].flat().filter((one) => one !== null));
  return found;
}

/** The sentence of a code with its figures. */
export function say(words, code, { place = "", seq = null, detail = "" } = {}) {
  const template = words.sentence(code);
  return template.replaceAll("{place}", place).replaceAll("{seq}", String(seq)).replaceAll("{detail}", detail);
}

/** What an entry was about, in the words of the log's own page where they are known. */
export function aboutText(words, { event, words: said, facts = {} }) {
  const template = words.event(event);
  if (!template) return [event.replaceAll("_", " "), said].filter(Boolean).join(" · ");
  const plain = (value) => (value === undefined || value === null || typeof value === "object" ? "–" : String(value));
  const filled = template.replace(/%\((\w+)\)s|%%/g, (all, name) => (name ? plain(Object.hasOwn(facts, name) ? facts[name] : said) : "%"));
  return filled;
}

const verdictOf = ({ findings, isMet }) => (findings.length ? "bad" : isMet ? "good" : "unmet");

function findingText(words, finding) {
  const said = say(words, finding.code, finding);
  return finding.about ? `${said} ${words.page("about")}${aboutText(words, finding.about)}` : said;
}

/** The pieces of the page that tell a report. */
export function shown(words, report, onAgain) {
  const verdict = verdictOf(report);
  const first = report.findings[0];
  const again = piece("button", words.page("again"), { type: "button" });
  again.addEventListener("click", onAgain);
  const top = piece("section", [
    piece("h2", words.sentence(`verdict.${verdict}`)),
    first ? piece("p", findingText(words, first), { class: "first" }) : null,
    facts(words, report),
    piece("p", again, { class: "actions" }),
  ], { class: `card verdict ${verdict}` });
  return [top, others(words, report), signers(words, report), checked(words, report), votes(words, report)].filter((one) => one);
}

function facts(words, report) {
  const lines = [
    ["village", [report.village_name, report.village].filter(Boolean).join(" · ")],
    ["subject", [report.kind && words.page(`kind_${report.kind}`), report.title ?? (report.entry && aboutText(words, report.entry))].filter(Boolean).join("：")],
    ["range", Number.isSafeInteger(report.first) ? `#${report.first} – #${report.last}` : ""],
  ].filter(([, value]) => value);
  return piece("dl", lines.flatMap(([name, value]) => [piece("dt", words.page(name)), piece("dd", value)]));
}

function others(words, report) {
  if (report.findings.length < 2) return null;
  const lines = report.findings.slice(0, SHOWN).map((one) => piece("li", findingText(words, one)));
  const left = report.findings.length - lines.length;
  if (left) lines.push(piece("li", say(words, "verdict.more", { detail: String(left) })));
  return piece("section", [piece("h2", words.page("all")), piece("ol", lines)], { class: "card" });
}

function signers(words, report) {
  if (!report.signedBy.length) return null;
  const times = Object.entries(report.cosigned).map(([name, time]) => piece("li", `${name} · ${words.moment(time)}`));
  return piece("section", [
    piece("h2", words.page("who")),
    piece("dl", [
      piece("dt", words.page("key")),
      piece("dd", report.signedBy.map((key) => piece("p", piece("code", key.text)))),
      piece("dt", words.page("root")),
      piece("dd", piece("code", hex(report.checkpoint.root))),
      piece("dt", words.sentence("signed.cosigned")),
      piece("dd", times.length ? piece("ul", times) : words.sentence("signed.nobody")),
    ]),
    piece("p", words.sentence("signed.compare"), { class: "meta" }),
  ], { class: "card" });
}

function checked(words, report) {
  const lines = Object.entries(report.seen).filter(([, number]) => number)
    .map(([name, number]) => piece("li", say(words, `seen.${name}`, { detail: words.number(number) })));
  if (!lines.length) return null;
  return piece("section", [piece("h2", words.page("checked")), piece("ul", lines, { class: "checks" })], { class: "card" });
}

function votes(words, report) {
  if (!report.polls.length) return null;
  const figure = ([name, many]) => {
    const known = ["for", "against", "abstain"].includes(name);
    return `${known ? words.page(name) : words.page("option").replace("{detail}", name)} ${many}`;
  };
  const lines = report.polls.map((poll) => {
    const figures = Object.entries(poll.counted).map(figure).join(" · ");
    const why = poll.whyNot && say(words, `poll.${poll.whyNot}`, poll);
    return piece("li", [`#${poll.seq} ${poll.motion}`, piece("br"), why || figures], poll.whyNot ? { class: "not" } : {});
  });
  return piece("section", [piece("h2", words.page("votes")), piece("ul", lines, { class: "checks" })], { class: "card" });
}
