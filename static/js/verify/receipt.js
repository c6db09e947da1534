// Checks a receipt: a tlog-proof (c2sp.org/tlog-proof@v1) that carries the bytes of its entry, or has them in a file beside it.
import { TlogError, fromBase64, leafHash, verifyInclusion } from "../tlog.js";
import { about, readEntry } from "./entry.js";
import { judge, parsePolicy } from "./policy.js";
import { EMPTY, add, textOf } from "./work.js";

const HEADER = "c2sp.org/tlog-proof@v1";

/** What a proof's text says: {index, hashes, extra, checkpoint}. */
export function parseProof(text) {
  const gap = text.indexOf("\n\n");
  const [header, ...lines] = text.slice(0, Math.max(gap, 0)).split("\n");
  if (header !== HEADER) throw new TlogError("not a receipt");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : EMPTY;
  const [, digits] = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? "") ?? [];
  if (digits === undefined || lines.length > 64) throw new TlogError("the receipt has no index");
  return { index: Number(digits), hashes: lines.map(fromBase64), extra, checkpoint: text.slice(gap + 2) };
}

/** The report on one receipt; `policy` is a text kept from elsewhere, `entry` the entry's bytes if they lie beside it. */
export async function checkReceipt(bytes, policy, entry) {
  const report = { kind: "receipt", findings: [], seen: {}, polls: [], signedBy: [], cosigned: {}, isMet: false, quorum: "" };
  try {
    const proof = parseProof(textOf(bytes));
    const body = entry ?? proof.extra;
    const rules = parsePolicy(policy);
    const verdict = await judge(rules, proof.checkpoint);
    const { size, root } = verdict.checkpoint;
    Object.assign(report, verdict, { quorum: rules.quorum, first: proof.index, last: proof.index, size });
    const said = readEntry(body);
    report.entry = about(said);
    report.village = said.village;
    if (said.seq === proof.index && verifyInclusion(proof.index, size, leafHash(body), proof.hashes, root)) report.seen.entries = 1;
    else add({ report }, "entry.not_in_log", { seq: proof.index, about: report.entry });
  } catch (error) {
    add({ report }, "proof.wrong", { detail: error.message });
  }
  return report;
}
