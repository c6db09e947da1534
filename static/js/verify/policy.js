// When a checkpoint counts: which log signed it, and how many of its witnesses (c2sp.org/tlog-policy).
import { TlogError, parseCheckpoint, parseNote, parseVkey, splitCosignature, verifySignature } from "../tlog.js";

/** The policy a text states: {logs, witnesses, groups, quorum}; witnesses and groups are Maps by name. */
export function parsePolicy(text) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null };
  if (!text.endsWith("\n")) throw new TlogError("the policy does not end with a newline");
  for (const line of text.split("\n")) {
    const words = line.split(/[ \t]+/).filter((word) => word);
    if (words.length && !words[0].startsWith("#")) takeLine(policy, words);
  }
  if (policy.quorum === null) throw new TlogError("the policy has no quorum line");
  return policy;
}

function takeLine(policy, [kind, name, ...rest]) {
  const isKnown = (one) => policy.witnesses.has(one) || policy.groups.has(one);
  const isNew = name && name !== "none" && !isKnown(name);
  if (kind === "log" && name && rest.length < 2) policy.logs.push(keyOf(name, 1, policy));
  else if (kind === "witness" && isNew && rest.length >= 1 && rest.length <= 2) policy.witnesses.set(name, keyOf(rest[0], 4, policy));
  else if (kind === "group" && isNew && rest.length > 1) policy.groups.set(name, groupOf(policy, rest, isKnown));
  else if (kind === "quorum" && rest.length === 0 && policy.quorum === null && (name === "none" || isKnown(name))) policy.quorum = name;
  else throw new TlogError(`the policy's line “${kind} ${name ?? ""}” cannot be read`);
}

function keyOf(text, type, policy) {
  const key = parseVkey(text);
  const others = type === 1 ? policy.logs : [...policy.witnesses.values()];
  const isTwice = others.some((other) => String(other.key) === String(key.key));
  if (key.type !== type || key.key.length !== 32 || isTwice) throw new TlogError("a key of the policy cannot stand there");
  return key;
}

function groupOf(policy, [count, ...members], isKnown) {
  const taken = [...policy.groups.values()].flatMap((group) => group.members);
  const isFree = (member, at) => isKnown(member) && !taken.includes(member) && members.indexOf(member) === at;
  const digits = /^[1-9][0-9]*$/.test(count) ? Number(count) : 0;
  const threshold = count === "all" ? members.length : count === "any" ? 1 : digits;
  if (!members.every(isFree) || threshold < 1 || threshold > members.length) throw new TlogError("a group of the policy cannot be");
  return { threshold, members };
}

function isMet(policy, cosigned) {
  if (policy.quorum === "none") return true;
  const met = new Map([...policy.witnesses.keys()].map((name) => [name, name in cosigned]));
  for (const [name, { threshold, members }] of policy.groups) met.set(name, members.filter((one) => met.get(one)).length >= threshold);
  return met.get(policy.quorum);
}

/** What the policy says of a signed note: {checkpoint, signedBy, cosigned: {name: time}, isMet}. A TlogError when it is false. */
export async function judge(policy, note) {
  const { text, signatures } = parseNote(note);
  const checkpoint = parseCheckpoint(text);
  const isBy = (key) => (line) => line.name === key.name && line.id === key.id;
  const signedBy = [];
  for (const key of policy.logs.filter((log) => log.name === checkpoint.origin)) {
    const lines = signatures.filter(isBy(key));
    for (const line of lines) if (!(await verifySignature(key, text, line))) throw new TlogError(`the signature of ${key.name} does not fit`);
    if (lines.length) signedBy.push(key);
  }
  if (!signedBy.length) throw new TlogError(`no known key of ${checkpoint.origin} signed it`);
  const cosigned = Object.create(null);
  for (const [name, key] of policy.witnesses) {
    for (const line of signatures.filter(isBy(key))) {
      if (!(await verifySignature(key, text, line))) throw new TlogError(`the cosignature of ${key.name} does not fit`);
      cosigned[name] = Math.max(cosigned[name] ?? 0, splitCosignature(line.signature).time);
    }
  }
  return { checkpoint, signedBy, cosigned, isMet: isMet(policy, cosigned) };
}
