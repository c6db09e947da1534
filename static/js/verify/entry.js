// What one entry of the log says, and whether its bytes are in canonical form (RFC 8785): as webapp/audit/verifier/entry.py.
export class EntryError extends Error {}

const REQUIRED = ["v", "village", "seq", "at", "event", "ev", "actor", "facts", "changes"];
const OPTIONAL = ["subject", "matter"];
const KNOWN = new Set([...REQUIRED, ...OPTIONAL]);
const VILLAGE = /^[1-9][0-9]{11}$/;
const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$/;
const NAME = /^[a-z][a-z0-9_.]{0,62}$/;
const ACTOR = /^[A-Za-z0-9_:-]{1,40}$/;
const KEY = /^[0-9a-f]{32}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const MAX_ENTRY = 65535;
const MAX_CHANGES = 64;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The canonical text of a value: no blanks, keys in the order of UTF-16, whole numbers only. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const parts = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${parts.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new EntryError("a number is not whole");
  return JSON.stringify(value);
}

/** What these bytes say, if they say it in canonical form. */
export function parseCanonical(bytes) {
  let text;
  let value;
  try {
    text = UTF8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new EntryError("this is not JSON");
  }
  if (canonical(value) !== text) throw new EntryError("this is JSON, but not in canonical form");
  return value;
}

const isText = (value, pattern) => typeof value === "string" && pattern.test(value);
const isCount = (value, least) => Number.isSafeInteger(value) && value >= least;
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isChange = (one) =>
  Array.isArray(one) && one.length === 3 && isText(one[0], NAME) && isText(one[1], KEY) && (one[2] === null || isText(one[2], DIGEST));

function areChanges(value) {
  if (Array.isArray(value)) return value.length <= MAX_CHANGES && value.every(isChange);
  if (!isMap(value) || Object.keys(value).sort().join() !== "count,sha256") return false;
  return isCount(value.count, MAX_CHANGES + 1) && isText(value.sha256, DIGEST);
}

/** The entry that these bytes are; throws an EntryError that names the part that is wrong. */
export function readEntry(bytes) {
  if (bytes.length > MAX_ENTRY) throw new EntryError("it is too long");
  const value = parseCanonical(bytes);
  if (!isMap(value)) throw new EntryError("it is not an object");
  if (value.v !== 1) throw new EntryError("its form is not known here");
  const lacks = REQUIRED.find((part) => !(part in value)) ?? Object.keys(value).find((part) => !KNOWN.has(part));
  if (lacks) throw new EntryError(lacks);
  const right = {
    village: isText(value.village, VILLAGE),
    seq: isCount(value.seq, 0),
    at: isText(value.at, MOMENT) && !Number.isNaN(Date.parse(value.at)),
    event: isText(value.event, NAME),
    ev: isCount(value.ev, 1),
    actor: isText(value.actor, ACTOR),
    facts: isMap(value.facts),
    changes: areChanges(value.changes),
    subject: !("subject" in value) || (Array.isArray(value.subject) && value.subject.length === 2
      && isText(value.subject[0], NAME) && isText(value.subject[1], KEY)),
    matter: !("matter" in value) || isText(value.matter, KEY),
  };
  const wrong = Object.keys(right).find((part) => !right[part]);
  if (wrong) throw new EntryError(wrong);
  return value;
}

/** The long list of changes an entry only commits to, if these bytes are that list. */
export function isListOf(claim, bytes) {
  try {
    const value = parseCanonical(bytes);
    return Array.isArray(value) && value.length === claim.count && value.every(isChange);
  } catch {
    return false;
  }
}

/** What an entry was about in few words: the kind of event, and a title, motion or number where it has one. */
export function about(entry) {
  const said = ["title", "motion", "number", "notice"].map((name) => entry.facts[name]);
  const words = said.find((one) => (typeof one === "string" && one) || typeof one === "number");
  return { event: entry.event, words: String(words ?? "").slice(0, 80), facts: entry.facts, at: entry.at };
}
