// Counts votes again from the log alone, and compares with the results the log states: as webapp/audit/verifier/counting.py.
const ANSWERS = ["for", "against", "abstain"];
const CLOSED = new Set(["poll_closed", "small_secret_poll_closed"]);

/** Every vote closed within these entries: {seq, number, motion, counted, wrong, whyNot}. */
export function countPolls(entries) {
  const polls = new Map();
  const found = [];
  for (const entry of entries) {
    const key = entry.subject?.[1];
    if (CLOSED.has(entry.event) && key) found.push(close(entry, polls.get(key)));
    else if (entry.event === "poll_opened" && key) polls.set(key, begun(entry));
    else if (polls.has(entry.facts.poll)) take(polls.get(entry.facts.poll), entry.event, entry.facts);
  }
  return found;
}

const begun = (opened) => ({ opened, ballots: new Map(), tookPart: new Set(), hands: new Map(), weights: null });
const number = (value) => (Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31 ? value : -1);
const numbers = (value) => (Array.isArray(value) ? value.map(number) : []);
const table = (value, width) => (Array.isArray(value) && value.every((one) => Array.isArray(one) && one.length >= width) ? value : []);

function take(poll, event, facts) {
  const seat = String(facts.seat);
  if (event === "ballot_cast") poll.ballots.set(seat, { vote: facts.vote, chosen: [], sheet: null });
  else if (event === "choice_cast") poll.ballots.set(seat, { vote: "", chosen: numbers(facts.chosen), sheet: null });
  else if (event === "ballot_written") {
    poll.ballots.set(seat, { vote: facts.vote, chosen: numbers(facts.chosen), sheet: number(facts.sheet) });
  } else if (event === "secret_ballot_cast" || event === "paper_handed_out") poll.tookPart.add(seat);
  else if (event === "recusal_declared") poll.ballots.delete(seat);
  else if (event === "signatures_counted") poll.weights = new Map(table(facts.seats, 2).map(([one, many]) => [String(one), number(many)]));
  else if (event === "sheet_confirmed") takeSheet(poll, facts);
}

function takeSheet(poll, facts) {
  if (Number.isSafeInteger(facts.replaces)) {
    poll.hands.delete(facts.replaces);
    for (const [seat, ballot] of poll.ballots) if (ballot.sheet === facts.replaces) poll.ballots.delete(seat);
  }
  const counted = facts.counted;
  if (counted && typeof counted === "object" && Object.keys(counted).length) {
    poll.hands.set(number(facts.number), ANSWERS.map((answer) => number(counted[answer] ?? 0)));
  }
}

function close(entry, poll) {
  const { facts } = entry;
  const motion = String(poll?.opened.facts.motion ?? "");
  const found = { seq: entry.seq, number: number(facts.number), motion, counted: {}, wrong: "", whyNot: "" };
  if (!poll) return { ...found, whyNot: "opened_before" };
  if (entry.event !== "poll_closed") return { ...found, whyNot: "too_few" };
  const isWeighed = facts.count?.matter === "levy" && facts.count?.body === "representatives";
  if (isWeighed && !poll.weights) return { ...found, whyNot: "households" };
  const box = table(facts.box, 3).map(([vote, chosen, many]) => ({ vote, chosen: numbers(chosen), weight: number(many) }));
  if (poll.opened.facts.secrecy === "secret") {
    const slips = box.reduce((sum, one) => sum + one.weight, 0);
    if (slips > poll.tookPart.size) return { ...found, wrong: `${slips} > ${poll.tookPart.size}` };
  }
  const isMotion = poll.opened.facts.question === "motion";
  const counted = isMotion ? votes(poll, box) : options(poll, box);
  const stated = isMotion
    ? Object.fromEntries(ANSWERS.map((answer) => [answer, number(facts.count?.votes?.[answer])]))
    : Object.fromEntries(table(facts.options, 3).map(([position, got]) => [String(position), number(got)]));
  const isSame = Object.keys({ ...counted, ...stated }).every((name) => counted[name] === stated[name]);
  return { ...found, counted, wrong: isSame ? "" : `${said(counted)} ≠ ${said(stated)}` };
}

const given = (poll) => [...poll.ballots].map(([seat, one]) => ({ ...one, weight: poll.weights ? poll.weights.get(seat) ?? 0 : 1 }));

function votes(poll, box) {
  const found = Object.fromEntries(ANSWERS.map((answer) => [answer, 0]));
  for (const { vote, weight } of [...given(poll), ...box]) if (ANSWERS.includes(vote)) found[vote] += weight;
  for (const hands of poll.hands.values()) hands.forEach((many, i) => { found[ANSWERS[i]] += many; });
  return found;
}

function options(poll, box) {
  const found = Object.fromEntries(table(poll.opened.facts.options, 2).map(([position]) => [String(position), 0]));
  for (const { chosen, weight } of [...given(poll), ...box]) {
    for (const position of new Set(chosen)) found[position] = (found[position] ?? 0) + weight;
  }
  return found;
}

const said = (figures) => Object.entries(figures).map(([name, many]) => `${name} ${many}`).join(", ");
