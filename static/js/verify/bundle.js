// Checks a bundle against the log's signature, with nothing but the bundle itself: as webapp/audit/verifier/bundle.py.
import { fromBase64, hex, parseCheckpoint, same, sha256, verifyConsistency } from "../tlog.js";
import { checkAttachments, checkEntries, checkPreimages } from "./contents.js";
import { countPolls } from "./counting.js";
import { parseCanonical } from "./entry.js";
import { judge, parsePolicy } from "./policy.js";
import { EMPTY, add, digest, jsonOf, linesOf, see, textOf } from "./work.js";

const REQUIRED = ["entries.jsonl", "proofs.jsonl", "hashes.txt", "checkpoint.txt", "consistency.jsonl", "policy.txt"]
  .concat("preimages.jsonl", "rules.json");
const ORDER = ["entry.", "entries.", "poll.", "preimage.", "attachment.", "checkpoint.", "history.", "proofs.", ""];
const KINDS = ["matter", "meeting", "period"];

/**
 * Everything that is wrong with a bundle (files: Map of Uint8Array), what a person should hear first in front.
 * kept: {policy, checkpoints} from elsewhere, as text; progress(share) is told how far it is.
 */
export async function checkBundle(files, kept = {}, progress = async () => {}) {
  const report = { findings: [], seen: {}, polls: [], signedBy: [], cosigned: {}, isMet: false, quorum: "", entries: [] };
  const work = { files, report, kept, progress, altered: new Set(), main: null };
  const manifest = await readManifest(work);
  if (manifest) {
    Object.assign(report, manifest);
    report.entries = [];
    await checkSignatures(work, manifest);
    await checkEntries(work, manifest);
    checkPreimages(work);
    await checkAttachments(work);
    report.polls = countPolls(report.entries);
    for (const poll of report.polls) {
      if (!poll.whyNot) see(work, "polls");
      if (poll.wrong) add(work, "poll.differs", { seq: poll.seq, about: { event: "poll_closed", words: poll.motion }, detail: poll.wrong });
    }
  }
  const rank = ({ code }) => ORDER.findIndex((start) => code.startsWith(start));
  report.findings.sort((a, b) => rank(a) - rank(b) || (a.seq ?? -1) - (b.seq ?? -1));
  return report;
}

async function readManifest(work) {
  const data = work.files.get("manifest.json");
  if (!data) return add(work, "manifest.missing", { place: "manifest.json" }) && null;
  const seal = work.files.get("manifest.sha256") ?? EMPTY;
  if (textOf(seal) !== `${hex(sha256(data))}  manifest.json\n`) add(work, "file.altered", { place: "manifest.json" });
  let found = null;
  try {
    found = parseCanonical(data);
  } catch { /* said below */ }
  const isMap = found?.files && typeof found.files === "object";
  const areNumbers = isMap && ["first", "last", "entries", "size"].every((name) => Number.isSafeInteger(found[name]));
  if (!areNumbers || found.form !== 1 || !KINDS.includes(found.kind)) {
    return add(work, "manifest.unreadable", { place: "manifest.json" }) && null;
  }
  for (const name of new Set([...Object.keys(found.files), ...REQUIRED])) if (!work.files.has(name)) add(work, "file.missing", { place: name });
  for (const [name, bytes] of work.files) {
    const isListed = Object.hasOwn(found.files, name);
    if (!isListed && !name.startsWith("manifest.")) add(work, "file.unknown", { place: name });
    if (isListed && (await digest(bytes)) !== found.files[name]) {
      work.altered.add(name);
      add(work, "file.altered", { place: name });
    }
  }
  work.report.seen.files = Object.keys(found.files).length;
  return found;
}

async function checkSignatures(work, manifest) {
  let policy;
  try {
    policy = parsePolicy(work.kept.policy ?? textOf(work.files.get("policy.txt") ?? EMPTY));
  } catch (error) {
    return add(work, "policy.unreadable", { place: "policy.txt", detail: error.message });
  }
  work.report.quorum = policy.quorum;
  const found = new Map();
  for (const name of [...work.files.keys()].filter((one) => one.startsWith("checkpoints/")).sort().concat("checkpoint.txt")) {
    try {
      const verdict = await judge(policy, textOf(work.files.get(name) ?? EMPTY));
      found.set(verdict.checkpoint.size, verdict.checkpoint);
      see(work, "checkpoints");
      work.report.seen.signatures = (work.report.seen.signatures ?? 0) + verdict.signedBy.length + Object.keys(verdict.cosigned).length;
      if (name === "checkpoint.txt") Object.assign(work.report, { ...verdict, size: verdict.checkpoint.size });
      if (name === "checkpoint.txt") work.main = verdict.checkpoint;
    } catch (error) {
      add(work, "checkpoint.false", { place: name, detail: error.message });
    }
  }
  if (work.main && work.main.size !== manifest.size) add(work, "checkpoint.other_size", { place: "checkpoint.txt" });
  checkHistory(work, [...found.values()].sort((a, b) => a.size - b.size));
  for (const note of work.kept.checkpoints ?? []) compareKept(work, found, note);
}

function checkHistory(work, checkpoints) {
  const proofs = new Map();
  try {
    for (const line of linesOf(work, "consistency.jsonl")) {
      const { old, new: longer, proof } = jsonOf(line);
      proofs.set(`${old} → ${longer}`, proof.map(fromBase64));
    }
  } catch {
    return add(work, "file.unreadable", { place: "consistency.jsonl" });
  }
  checkpoints.slice(1).forEach((longer, i) => {
    const old = checkpoints[i];
    const detail = `${old.size} → ${longer.size}`;
    const proof = proofs.get(detail);
    if (!proof) add(work, "history.unproved", { place: "consistency.jsonl", detail });
    else if (verifyConsistency(old.size, longer.size, old.root, longer.root, proof)) see(work, "continued");
    else add(work, "history.broken", { place: "consistency.jsonl", detail });
  });
}

function compareKept(work, found, note) {
  let kept;
  try {
    kept = parseCheckpoint(note);
  } catch (error) {
    return add(work, "kept.unreadable", { detail: error.message });
  }
  const here = found.get(kept.size);
  if (!here) see(work, "kept_elsewhere");
  else if (here.origin === kept.origin && same(here.root, kept.root)) see(work, "kept");
  else add(work, "history.rewritten", { detail: String(kept.size) });
}
