// The page that checks: takes a bundle, a folder or a receipt from the person, and says what is right and what is wrong.
import { parseVkey } from "../tlog.js";
import { checkBundle } from "./bundle.js";
import { checkReceipt } from "./receipt.js";
import { piece, say, shown } from "./shown.js";
import { ArchiveError, unzip, withoutTopFolder } from "./unzip.js";
import { textOf } from "./work.js";

const LANGUAGES = ["zh_Hans", "en"];
const NEVER = "\u0000";
const place = (id) => document.getElementById(id);
let language = (navigator.languages?.[0] ?? navigator.language ?? "zh").startsWith("zh") ? "zh_Hans" : "en";
let last = null; // the last report, to be told again in the other language
let eventWords = DATA.words;

const words = {
  page: (name) => DATA.page[name][language],
  sentence: (code) => DATA.sentences[code][language],
  event: (name) => (Object.hasOwn(eventWords[language] ?? {}, name) ? eventWords[language][name] : ""),
  number: (value) => value.toLocaleString(language === "en" ? "en" : "zh-CN"),
  moment: (seconds) => new Date(seconds * 1000).toLocaleString(language === "en" ? "en-GB" : "zh-CN"),
};

function speak() {
  document.documentElement.lang = language === "en" ? "en" : "zh-Hans";
  document.title = words.page("document");
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = words.page(element.dataset.say);
  place("language").textContent = words.page("other");
  place("language").lang = language === "en" ? "zh-Hans" : "en";
  if (last) tell(last);
}

function tell(report) {
  last = report;
  place("progress").hidden = true;
  place("result").replaceChildren(...(report.refused ? refused(report.refused) : shown(words, report, again)));
}

const refused = (error) => [piece("section", [
  piece("h2", words.sentence("verdict.bad")),
  piece("p", error.key ? words.page(error.key) : say(words, error.code, error), { class: "first" }),
], { class: "card verdict bad" })];

function again() {
  last = null;
  place("result").replaceChildren();
  place("file-button").focus();
}

/** What the person kept: a policy, a key (as a policy of its own) and checkpoints, whichever was pasted. */
function keptText() {
  const text = place("kept").value.replaceAll("\r", "").trim();
  if (!text) return { policy: DATA.policy || undefined, checkpoints: [] };
  if (/^(log|witness|group|quorum) /m.test(text)) return { policy: `${text}\n`, checkpoints: [] };
  try {
    const keys = text.split(/\s+/).filter((one) => parseVkey(one));
    return { policy: `${keys.map((key) => `log ${key}`).join("\n")}\nquorum none\n`, checkpoints: [] };
  } catch {
    return { policy: undefined, checkpoints: [`${text}\n`] };
  }
}

async function check(files) {
  last = null;
  place("result").replaceChildren();
  place("progress").hidden = false;
  const bar = place("progress").querySelector("progress");
  const progress = async (share) => {
    bar.value = share;
    await new Promise((resolve) => { setTimeout(resolve); });
  };
  bar.removeAttribute("value");
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  try {
    tell(await reportOn(files, progress));
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    tell({ refused: error });
  }
  place("result").focus();
}

async function reportOn(files, progress) {
  const kept = keptText();
  const receipt = files.find((file) => file.name.endsWith(".tlog-proof"));
  if (receipt) {
    if (!kept.policy) throw Object.assign(new ArchiveError(NEVER), { key: "need_key" });
    const beside = files.find((file) => file.name.endsWith(".json"));
    return checkReceipt(await bytesOf(receipt), kept.policy, beside && await bytesOf(beside));
  }
  const isFolder = files.length > 1 || files[0].webkitRelativePath;
  const found = isFolder ? await folder(files) : await unzip(await bytesOf(files[0]));
  try {
    eventWords = { ...DATA.words, ...JSON.parse(textOf(found.get("words.json"))) };
  } catch { /* the page's own words are used */ }
  return checkBundle(found, kept, progress);
}

async function folder(files) {
  const found = new Map();
  for (const file of files) found.set(file.webkitRelativePath || file.name, await bytesOf(file));
  return withoutTopFolder(found);
}

async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new ArchiveError("archive.unreadable");
  }
}

function listen() {
  place("language").addEventListener("click", () => {
    language = LANGUAGES.find((one) => one !== language);
    speak();
  });
  for (const name of ["file", "folder"]) {
    place(`${name}-button`).addEventListener("click", () => place(name).click());
    place(name).addEventListener("change", ({ target }) => {
      const files = [...target.files];
      target.value = "";
      if (files.length) check(files);
    });
  }
  const drop = place("choose");
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const files = await dropped(event.dataTransfer);
    if (files.length) check(files);
  });
}

/** The files dropped onto the page; of a folder those in it, with their names from the folder on. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((one) => one);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  for (const entry of entries) await gather(entry, found);
  return found;
}

async function gather(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    Object.defineProperty(file, "webkitRelativePath", { value: entry.fullPath.slice(1) });
    found.push(file);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const inside = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!inside.length) return;
    for (const one of inside) await gather(one, found);
  }
}

listen();
speak();
