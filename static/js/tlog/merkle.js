// The tree of RFC 6962 section 2.1 and RFC 9162 section 2.1. Hashes are Uint8Arrays of 32 bytes; checks answer true or false.
import { joined, same } from "./bytes.js";
import { sha256, sha256OfPair } from "./sha2.js";

const HASH_SIZE = 32;

/** The fingerprint of an entry's bytes: SHA-256(00 || bytes). */
export const leafHash = (bytes) => sha256(joined(new Uint8Array([0]), bytes));

/** The fingerprint of two neighbouring subtrees: SHA-256(01 || left || right). */
export const nodeHash = (left, right) => sha256OfPair(1, left, right);

/** The root of a tree whose leaves have these hashes; the hash of nothing for none. */
export function rootOf(leafHashes) {
  const peaks = [];
  leafHashes.forEach((leaf, index) => {
    let hash = leaf;
    for (let left = index; left % 2; left = (left - 1) / 2) hash = nodeHash(peaks.pop(), hash);
    peaks.push(hash);
  });
  return peaks.length ? peaks.reduceRight((right, left) => nodeHash(left, right)) : sha256(new Uint8Array());
}

const areHashes = (...hashes) => hashes.every((hash) => hash instanceof Uint8Array && hash.length === HASH_SIZE);
const areCounts = (...numbers) => numbers.every((number) => Number.isSafeInteger(number) && number >= 0);

/** Whether `proof` shows that the entry with this leaf hash stands at `index` of this log: RFC 9162 section 2.1.3.2. */
export function verifyInclusion(index, size, leaf, proof, root) {
  if (!areCounts(index, size) || index >= size || !areHashes(leaf, root, ...proof)) return false;
  let here = index;
  let last = size - 1;
  let hash = leaf;
  for (const step of proof) {
    if (last === 0) return false;
    if (here % 2 || here === last) {
      hash = nodeHash(step, hash);
      while (here % 2 === 0 && here > 0) {
        here /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, step);
    }
    here = Math.floor(here / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

/** Whether `proof` shows that the longer log begins with the shorter one (of at least one entry): RFC 9162 section 2.1.4.2. */
export function verifyConsistency(size1, size2, root1, root2, proof) {
  if (!areCounts(size1, size2) || size1 < 1 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && same(root1, root2);
  if (!areHashes(root1, root2, ...proof)) return false;
  let here = size1 - 1;
  let last = size2 - 1;
  while (here % 2) {
    here = (here - 1) / 2;
    last = Math.floor(last / 2);
  }
  const steps = here === 0 ? [root1, ...proof] : proof; // size1 is a power of two: its root is the first step
  if (!steps.length) return false;
  let before = steps[0];
  let after = steps[0];
  for (const step of steps.slice(1)) {
    if (last === 0) return false;
    if (here % 2 || here === last) {
      before = nodeHash(step, before);
      after = nodeHash(step, after);
      while (here % 2 === 0 && here > 0) {
        here /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      after = nodeHash(after, step);
    }
    here = Math.floor(here / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(before, root1) && same(after, root2);
}
