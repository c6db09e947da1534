// The mathematics by which anybody checks the village's log: the tree, signed notes, checkpoints, cosignatures and Ed25519.
// Nothing here asks a server or touches a page. Hashes are Uint8Arrays of 32 bytes. Checks answer true or false (those of
// signatures: a promise of it); readers throw a TlogError whose message says what is wrong.
export * from "./tlog/bytes.js";
export * from "./tlog/ed25519.js";
export * from "./tlog/merkle.js";
export * from "./tlog/note.js";
export * from "./tlog/sha2.js";
