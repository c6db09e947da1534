// Opens a zip that a stranger sent, in memory, and refuses tricks: bombs, doubled names, names that lead elsewhere.
export class ArchiveError extends Error {
  constructor(code, place = "") {
    super(code);
    this.code = code;
    this.place = place;
  }
}

const MAX_FILES = 5000;
const MAX_UNPACKED = 512e6;
const MAX_RATIO = 200;
const MIN_SUSPECT = 1e7;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){0,4}$/;
const END = 0x06054b50;
const MEMBER = 0x02014b50;
const LOCAL = 0x04034b50;
const LATIN = new TextDecoder("latin1");

/** Every file of the zip by its name within: Map of Uint8Array. Throws an ArchiveError if it is refused. */
export async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let members;
  try {
    members = directory(bytes, view);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError("archive.not_a_zip");
  }
  requireHarmless(members, bytes.length);
  const found = new Map();
  for (const member of members) found.set(member.name, await content(bytes, view, member));
  return withoutTopFolder(found);
}

function directory(bytes, view) {
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new ArchiveError("archive.not_a_zip");
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_FILES) throw new ArchiveError("archive.too_many");
  const members = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== MEMBER) throw new ArchiveError("archive.not_a_zip");
    const length = view.getUint16(at + 28, true);
    const name = LATIN.decode(bytes.subarray(at + 46, at + 46 + length));
    if (!name.endsWith("/")) {
      members.push({
        name,
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        mode: view.getUint32(at + 38, true) >>> 16,
        start: view.getUint32(at + 42, true),
      });
    }
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

function requireHarmless(members, packed) {
  const total = members.reduce((sum, member) => sum + member.size, 0);
  const stored = members.reduce((sum, member) => sum + member.packed, 0);
  const isBomb = total > MIN_SUSPECT && total > MAX_RATIO * packed;
  if (total > MAX_UNPACKED || isBomb || stored > packed) throw new ArchiveError("archive.too_large");
  const seen = new Set();
  for (const { name, flags, method, mode } of members) {
    if (!NAME.test(name) || (mode & 0xf000) === 0xa000) throw new ArchiveError("archive.name", name.slice(0, 80));
    if (seen.has(name.toLowerCase())) throw new ArchiveError("archive.twice", name);
    if (flags & 1 || (method !== 0 && method !== 8)) throw new ArchiveError("archive.method", name);
    seen.add(name.toLowerCase());
  }
}

async function content(bytes, view, member) {
  const damaged = new ArchiveError("archive.damaged", member.name);
  let data;
  try {
    const { start } = member;
    if (view.getUint32(start, true) !== LOCAL) throw damaged;
    const length = view.getUint16(start + 26, true);
    const from = start + 30 + length + view.getUint16(start + 28, true);
    if (LATIN.decode(bytes.subarray(start + 30, start + 30 + length)) !== member.name) throw damaged;
    data = bytes.subarray(from, from + member.packed);
    if (data.length === member.packed && member.method === 8) data = await inflate(data, member.size);
  } catch {
    throw damaged;
  }
  if (data.length !== member.size) throw damaged;
  return data;
}

/** The decompressed bytes; reading stops where the zip said the file ends. */
async function inflate(data, size) {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const found = new Uint8Array(size);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > size) {
      await reader.cancel();
      throw new Error("longer than it said");
    }
    found.set(value, at);
    at += value.length;
  }
  return found.subarray(0, at);
}

/** The same files when somebody packed the folder with its own name around them. */
export function withoutTopFolder(found) {
  const tops = new Set([...found.keys()].map((name) => name.split("/")[0]));
  if (found.has("manifest.json") || tops.size !== 1) return found;
  const inner = [...found].filter(([name]) => name.includes("/"));
  return new Map(inner.map(([name, data]) => [name.slice(name.indexOf("/") + 1), data]));
}
