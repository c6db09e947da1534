// SHA-256 and SHA-512 (FIPS 180-4), because `crypto.subtle` is missing on pages without https and slow for many small pieces.
const HASH_SIZE = 32;

const PRIMES = [];
for (let number = 2; PRIMES.length < 80; number++) {
  if (PRIMES.every((prime) => number % prime)) PRIMES.push(number);
}
/** The first 64 bits of the fraction of the square or cube root of a prime. */
const fraction = (prime, power) => {
  const scaled = BigInt(prime) << BigInt(64 * power);
  let root = 1n << 68n;
  for (;;) {
    const next = power === 2 ? (root + scaled / root) / 2n : (2n * root + scaled / (root * root)) / 3n;
    if (next >= root) return root & 0xffffffffffffffffn;
    root = next;
  }
};
const WORDS_512 = PRIMES.map((prime) => fraction(prime, 3));
const START_512 = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2));
const WORDS_256 = Int32Array.from(WORDS_512.slice(0, 64), (word) => Number(word >> 32n));
const START_256 = Int32Array.from(START_512, (word) => Number(word >> 32n));
const SCHEDULE = new Int32Array(64);

function mix256(state, block, at) {
  const w = SCHEDULE;
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = (block[at] << 24) | (block[at + 1] << 16) | (block[at + 2] << 8) | block[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + WORDS_256[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** The last blocks of a message: what is left of it, a one, zeros, and its length in bits. */
function ending(message, start, blockSize) {
  const left = message.length - start;
  const room = blockSize === 64 ? 9 : 17;
  const last = new Uint8Array(Math.ceil((left + room) / blockSize) * blockSize);
  last.set(message.subarray(start));
  last[left] = 0x80;
  const view = new DataView(last.buffer);
  view.setUint32(last.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(last.length - 4, (message.length << 3) >>> 0);
  return last;
}

/** SHA-256 of bytes, at once: about 100 MB a second on a laptop. */
export function sha256(message) {
  const state = Int32Array.from(START_256);
  const whole = message.length - (message.length % 64);
  for (let at = 0; at < whole; at += 64) mix256(state, message, at);
  const last = ending(message, whole, 64);
  for (let at = 0; at < last.length; at += 64) mix256(state, last, at);
  return bytesOf(state);
}

function bytesOf(state) {
  const found = new Uint8Array(HASH_SIZE);
  for (let i = 0; i < HASH_SIZE; i += 4) {
    const word = state[i >> 2];
    found[i] = word >>> 24;
    found[i + 1] = word >>> 16;
    found[i + 2] = word >>> 8;
    found[i + 3] = word;
  }
  return found;
}

// A byte and two hashes with their padding: two blocks, filled anew for every node of a tree.
const PAIR = new Uint8Array(128);
PAIR[65] = 0x80;
new DataView(PAIR.buffer).setUint32(124, 65 * 8);

/** SHA-256 of one byte and two hashes, without copying: what a tree is made of. */
export function sha256OfPair(first, left, right) {
  PAIR[0] = first;
  PAIR.set(left, 1);
  PAIR.set(right, 1 + HASH_SIZE);
  const state = Int32Array.from(START_256);
  mix256(state, PAIR, 0);
  mix256(state, PAIR, 64);
  return bytesOf(state);
}

/** SHA-512 of bytes; only for the signature of a short text where the browser has no Ed25519 of its own. */
export function sha512(message) {
  const whole = message.length - (message.length % 128);
  const last = ending(message, whole, 128);
  const u64 = (value) => BigInt.asUintN(64, value);
  const turn = (x, n) => (x >> n) | u64(x << (64n - n));
  const state = START_512.slice();
  const blocks = [[message, whole], [last, last.length]];
  for (const [bytes, end] of blocks) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < end; at += 128) {
      const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(at + 8 * i));
      for (let i = 16; i < 80; i++) {
        const s0 = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
        const s1 = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
        w.push(u64(w[i - 16] + s0 + w[i - 7] + s1));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i++) {
        const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
        const t1 = h + s1 + ((e & f) ^ (u64(~e) & g)) + WORDS_512[i] + w[i];
        const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
        const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, u64(d + t1), c, b, a, u64(t1 + t2)];
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = u64(state[i] + word); });
    }
  }
  const found = new Uint8Array(64);
  const view = new DataView(found.buffer);
  state.forEach((word, i) => view.setBigUint64(8 * i, word));
  return found;
}
