// A bundle while it is checked: its files, what was seen, what is wrong.
import { hex, sha256 } from "../tlog.js";

export const EMPTY = new Uint8Array();
const UTF8 = new TextDecoder();
const LARGE = 1e5;

/** One more thing is wrong; `add` answers true. */
export const add = (work, code, more = {}) => work.report.findings.push({ code, place: "", seq: null, about: null, detail: "", ...more });
/** One more thing was checked. */
export const see = (work, what) => { work.report.seen[what] = (work.report.seen[what] ?? 0) + 1; };

/** SHA-256 in hexadecimal, by the browser for what is large. */
export async function digest(bytes) {
  if (bytes.length < LARGE || !globalThis.crypto?.subtle) return hex(sha256(bytes));
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** The lines of a file, each ended by a newline. */
export function linesOf(work, name) {
  const bytes = work.files.get(name) ?? EMPTY;
  if (bytes.length && bytes[bytes.length - 1] !== 10) {
    add(work, "file.unreadable", { place: name });
    return [];
  }
  const found = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    found.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return found;
}

/** Bytes as text. */
export const textOf = (bytes) => UTF8.decode(bytes);

/** What a line of JSON says. */
export const jsonOf = (line) => JSON.parse(textOf(line));
