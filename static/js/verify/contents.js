// Checks what lies in a bundle: every entry and its place in the signed log, what entries only commit to, and the papers.
import { fromBase64, hex, joined, leafHash, sha256, verifyInclusion } from "../tlog.js";
import { about, isListOf, readEntry } from "./entry.js";
import { add, digest, jsonOf, linesOf, see } from "./work.js";

const STEP = 500;
const SALT_SIZE = 32;
const BYTES = new TextEncoder();

/** Every entry: its form, its number, its place in the log, and that a period leaves none out. */
export async function checkEntries(work, manifest) {
  const place = "entries.jsonl";
  const bodies = linesOf(work, place);
  const proofs = linesOf(work, "proofs.jsonl");
  const hashes = linesOf(work, "hashes.txt").map(hashOf);
  const entries = work.report.entries;
  const isWhole = manifest.kind === "period";
  let expected = manifest.first;
  if (bodies.length !== manifest.entries) add(work, "manifest.count", { place, detail: `${bodies.length} / ${manifest.entries}` });
  for (let i = 0; i < bodies.length; i++) {
    if (i % STEP === 0) await work.progress(i / bodies.length);
    const { index, path } = pathOf(proofs[i], hashes, claimed(bodies[i], expected));
    const entry = entryOf(work, manifest, bodies[i], index);
    const said = { place, seq: index, about: entry && about(entry) };
    if (isWhole && index !== expected) add(work, "entries.gap", { place, seq: expected });
    expected = index + 1;
    if (work.main) checkPlace(work, bodies[i], index, path, said);
    if (!entry) continue;
    const last = entries[entries.length - 1];
    if (last && entry.seq <= last.seq) add(work, "entries.order", said);
    if (last && entry.at < last.at) add(work, "entry.backwards", said);
    entries.push(entry);
  }
  if (isWhole && bodies.length && expected !== manifest.last + 1) add(work, "entries.gap", { place, seq: expected });
}

function hashOf(line) {
  try {
    return fromBase64(String.fromCharCode(...line));
  } catch {
    return null;
  }
}

/** The place a proof is for and its hashes; where the line cannot be read, the number the entry gives itself. */
function pathOf(line, hashes, otherwise) {
  try {
    const { index, proof } = jsonOf(line);
    if (!Number.isSafeInteger(index)) throw new Error("no index");
    return { index, path: proof.map((number) => hashes[number]) };
  } catch {
    return { index: otherwise, path: null };
  }
}

function claimed(body, otherwise) {
  try {
    const { seq } = jsonOf(body);
    return Number.isSafeInteger(seq) ? seq : otherwise;
  } catch {
    return otherwise;
  }
}

function entryOf(work, manifest, body, index) {
  const said = { place: "entries.jsonl", seq: index };
  let entry;
  try {
    entry = readEntry(body);
  } catch (error) {
    return add(work, "entry.unreadable", { ...said, detail: error.message }) && null;
  }
  if (entry.village !== manifest.village) add(work, "entry.other_village", { ...said, about: about(entry), detail: entry.village });
  if (entry.seq !== index) add(work, "entry.other_number", { ...said, about: about(entry), detail: String(entry.seq) });
  return entry;
}

function checkPlace(work, body, index, path, said) {
  const { size, root } = work.main;
  if (path && verifyInclusion(index, size, leafHash(body), path, root)) return see(work, "entries");
  const areProofsWhole = !work.altered.has("proofs.jsonl") && !work.altered.has("hashes.txt");
  return add(work, work.altered.has("entries.jsonl") || areProofsWhole ? "entry.not_in_log" : "proofs.altered", said);
}

/** What stands beside entries that only commit to it. What was erased is missing here, and nothing else changes. */
export function checkPreimages(work) {
  const place = "preimages.jsonl";
  const bySeq = new Map(work.report.entries.map((entry) => [entry.seq, entry]));
  for (const line of linesOf(work, place)) {
    try {
      const { seq, name, salt, body } = jsonOf(line);
      const entry = bySeq.get(seq);
      if (entry && commits(entry, name, bytesOf(salt), BYTES.encode(body))) see(work, "preimages");
      else add(work, "preimage.altered", { place, seq: seq ?? null, about: entry && about(entry), detail: String(name) });
    } catch {
      add(work, "file.unreadable", { place });
    }
  }
}

const bytesOf = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (two) => parseInt(two, 16));

function commits(entry, name, salt, body) {
  const digits = hex(sha256(joined(salt, body)));
  if (name === "changes" && !Array.isArray(entry.changes)) {
    return !salt.length && digits === entry.changes.sha256 && isListOf(entry.changes, body);
  }
  const claim = Object.hasOwn(entry.facts, name) ? entry.facts[name] : null;
  return salt.length === SALT_SIZE && claim?.sha256 === digits && Object.keys(claim).length === 1;
}

/** Every paper is the one an entry names by its hash. */
export async function checkAttachments(work) {
  const named = new Map();
  for (const entry of work.report.entries) {
    for (const name of ["sha256", "photo"]) if (typeof entry.facts[name] === "string") named.set(entry.facts[name], entry);
  }
  for (const place of [...work.files.keys()].filter((name) => name.startsWith("attachments/")).sort()) {
    const expected = place.slice("attachments/".length);
    const entry = named.get(expected);
    if (!entry) add(work, "attachment.unknown", { place });
    else if ((await digest(work.files.get(place))) === expected) see(work, "attachments");
    else add(work, "attachment.altered", { place, seq: entry.seq, about: about(entry) });
  }
}
