// Signatures of RFC 8032. The vendored script helps where the browser has no Ed25519, or the page no https.
import { etc, verify as verifySlowly } from "../../vendor/noble-ed25519.js";
import { joined } from "./bytes.js";
import { sha512 } from "./sha2.js";

etc.sha512Sync = (...parts) => sha512(joined(...parts));

/** Whether `signature` is this public key's over `message`: by the browser where it can, otherwise by the vendored script. */
export async function verifyEd25519(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  try {
    const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, signature, message);
  } catch {
    return verifyEd25519Slowly(key, message, signature);
  }
}

/** The same without the browser's help. */
export function verifyEd25519Slowly(key, message, signature) {
  try {
    return verifySlowly(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
