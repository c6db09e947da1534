// Bytes, and bytes as text. A reader that cannot read throws a TlogError whose message says why.
export class TlogError extends Error {}

/** One Uint8Array out of several. */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether two hashes are the same. */
export const same = (left, right) => left.length === right.length && left.every((byte, i) => byte === right[i]);

/** Hexadecimal digits of bytes. */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The bytes of strict standard Base64 (RFC 4648 section 4). */
export function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new TlogError("not Base64");
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new TlogError("not Base64: bits are left over");
  return bytes;
}

/** Standard Base64 of bytes. */
export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
