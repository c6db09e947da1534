// Signed notes, checkpoints and cosignatures as C2SP writes them: signed-note, tlog-checkpoint, tlog-cosignature.
import { TlogError, fromBase64, hex, joined } from "./bytes.js";
import { verifyEd25519 } from "./ed25519.js";
import { sha256 } from "./sha2.js";

const HASH_SIZE = 32;
const UTF8 = new TextEncoder();

const KEY_NAME = /^[^\s+\u0085]+$/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/; // eslint-disable-line no-control-regex
const MAX_SIGNATURES = 100;

/** The first four bytes by which a key is known, in hexadecimal: SHA-256(name || LF || type || key). */
export const keyId = (name, type, key) =>
  hex(sha256(joined(UTF8.encode(`${name}\n`), new Uint8Array([type]), key)).subarray(0, 4));

/** A public key as text, `name+id+Base64(type || key)`: {name, id, type, key, text}. */
export function parseVkey(text) {
  const [name, id, ...rest] = text.split("+");
  const bytes = fromBase64(rest.join("+"));
  const found = { name, id, type: bytes[0], key: bytes.subarray(1), text };
  if (!KEY_NAME.test(name) || !bytes.length) throw new TlogError("not a public key");
  if (keyId(name, found.type, found.key) !== id) throw new TlogError("the public key has another number than it says");
  return found;
}

/** A signed note: {text, signatures: [{name, id, signature}]}; the text ends in a newline, `id` is eight hexadecimal digits. */
export function parseNote(note) {
  const gap = note.lastIndexOf("\n\n");
  if (gap < 0 || CONTROL.test(note) || !note.endsWith("\n")) throw new TlogError("not a signed note");
  const lines = note.slice(gap + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw new TlogError("too many signatures");
  const signatures = lines.map((line) => {
    const [dash, name, value, ...rest] = line.split(" ");
    if (dash !== "\u2014" || rest.length || !value || !KEY_NAME.test(name)) throw new TlogError("a signature line is malformed");
    const bytes = fromBase64(value);
    if (bytes.length < 5) throw new TlogError("a signature is too short");
    return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  });
  return { text: note.slice(0, gap + 1), signatures };
}

/** What a checkpoint's text says: {origin, size, root, extensions}. Takes the text of a note (or a whole note). */
export function parseCheckpoint(text) {
  const body = text.includes("\n\n") ? parseNote(text).text : text;
  const lines = body.split("\n");
  if (lines.length < 4 || lines.pop() !== "" || lines.some((line) => !line)) throw new TlogError("not a checkpoint");
  const [origin, digits, hash, ...extensions] = lines;
  const size = Number(digits);
  const root = fromBase64(hash);
  if (!/^(?:0|[1-9][0-9]*)$/.test(digits) || !Number.isSafeInteger(size)) throw new TlogError("a checkpoint's size is no number");
  if (root.length !== HASH_SIZE) throw new TlogError("a checkpoint's root is no hash");
  return { origin, size, root, extensions };
}

/** The bytes a cosigner signs: that this was the longest log it had seen at `time` (seconds since 1970). */
export const cosignedMessage = (time, text) => UTF8.encode(`cosignature/v1\ntime ${time}\n${text}`);

/** What stands in the signature of a cosigner (type 4): {time, signature}. */
export function splitCosignature(bytes) {
  if (bytes.length !== 72) throw new TlogError("a cosignature has 72 bytes");
  const time = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return { time: Number(time), signature: bytes.subarray(8) };
}

/** Whether one line of a note is this key's valid signature; `key` comes from parseVkey. Resolves to true or false. */
export async function verifySignature(key, text, line) {
  if (line.name !== key.name || line.id !== key.id) return false;
  if (key.type === 1) return verifyEd25519(key.key, UTF8.encode(text), line.signature);
  if (key.type !== 4 || line.signature.length !== 72) return false;
  const { time, signature } = splitCosignature(line.signature);
  return verifyEd25519(key.key, cosignedMessage(time, text), signature);
}
