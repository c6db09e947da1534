// A supervisor's key: made here, kept here, and used only on a log that contains everything this browser saw before.
import {
  cosignedMessage, fromBase64, hex, parseCheckpoint, parseNote, parseVkey, sha256, toBase64, verifyConsistency,
  verifySignature,
} from "./tlog.js";

const page = document.getElementById("signing");
const keyForm = document.getElementById("key-form");
const signForm = document.getElementById("sign-form");
const registered = JSON.parse(page.dataset.keys);
const logKeys = JSON.parse(page.dataset.logKeys);
const { origin, account } = page.dataset;
const place = `${origin}:${account}`;
const UTF8 = new TextEncoder();

const show = (state) => {
  for (const part of page.querySelectorAll("[data-show]")) part.hidden = part.dataset.show !== state;
  page.dataset.state = state;
};
const also = (word) => { page.querySelector(`[data-show-also=${word}]`).hidden = false; };
const put = (name, text) => { page.querySelector(`[data-${name}]`).textContent = text; };
const fingerprint = (key) => hex(sha256(key)).slice(0, 32).match(/.{4}/g).join(" ");
const fromHex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("yishi-witness", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("witness");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function stored(mode, act) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const work = database.transaction("witness", mode);
    const request = act(work.objectStore("witness"));
    work.oncomplete = () => resolve(request.result);
    work.onerror = work.onabort = () => reject(work.error);
  });
}

const recall = () => stored("readonly", (store) => store.get(place));
const remember = (kept) => stored("readwrite", (store) => store.put(kept, place));

// The key of this browser. It cannot be taken out of it: not even this page sees the secret half.
async function makeKey() {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const key = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { secret: pair.privateKey, key };
}

const signed = async (secret, bytes) => toBase64(new Uint8Array(await crypto.subtle.sign("Ed25519", secret, bytes)));

async function makeAndSend(kept) {
  const made = kept && kept.secret && !registered.some((one) => one.public === toBase64(kept.key)) ? kept : await makeKey();
  // What was seen stays, whatever key signs: a new key must not forget the log of the old one.
  await remember({ ...kept, secret: made.secret, key: made.key });
  const key = toBase64(made.key);
  keyForm.elements.public.value = key;
  keyForm.elements.proof.value = await signed(
    made.secret, UTF8.encode(`yishi-witness-key/v1\n${origin}\n${account}\n${key}\n`),
  );
  keyForm.submit();
}

async function fetched(address, read) {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer[read]();
}

// The checkpoint the computer shows, if one of the log's keys signed it: {text, note, size, root, key}.
async function shownCheckpoint() {
  const note = await fetched(page.dataset.checkpoint, "text");
  const { text, signatures } = parseNote(note);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== origin || checkpoint.size !== Number(page.dataset.size)) throw new Error("another log");
  for (const vkey of logKeys) {
    const key = parseVkey(vkey);
    for (const line of signatures) {
      if (await verifySignature(key, text, line)) return { ...checkpoint, text, note, key: vkey };
    }
  }
  throw new Error("the log's own signature does not fit");
}

// Whether the log shown contains, unchanged, the log seen. A log that became shorter never does.
async function continues(seen, now) {
  const before = parseCheckpoint(seen.text);
  if (now.size < before.size || now.origin !== before.origin) return false;
  if (now.size === before.size) return verifyConsistency(before.size, now.size, before.root, now.root, []);
  const asked = `?old_size=${before.size}&new_size=${now.size}`;
  const { path } = await fetched(page.dataset.consistency + asked, "json");
  return verifyConsistency(before.size, now.size, before.root, now.root, path.map(fromHex));
}

async function offer(kept, number) {
  const now = await shownCheckpoint();
  if (kept.seen && !(await continues(kept.seen, now))) {
    put("seen", kept.seen.note); // with the signatures below: two texts that the same key signed are the proof
    put("shown", now.note);
    show("forked");
    return;
  }
  also(kept.seen ? "extends" : "first");
  if (kept.seen && kept.seen.key !== now.key) also("rekeyed");
  signForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    const time = Math.floor(Date.now() / 1000);
    const signature = await signed(kept.secret, cosignedMessage(time, now.text));
    // First remembered, then sent: whatever happens on the way, this browser never signs anything that contradicts it.
    await remember({ ...kept, seen: { text: now.text, note: now.note, key: now.key } });
    Object.assign(signForm.elements.number, { value: number });
    Object.assign(signForm.elements.size, { value: String(now.size) });
    Object.assign(signForm.elements.time, { value: String(time) });
    Object.assign(signForm.elements.signature, { value: signature });
    signForm.submit();
  }, { once: true });
  show("sign");
}

async function begin() {
  if (!origin) return show("unsigned");
  try {
    await makeKey();
  } catch {
    return show("unsupported");
  }
  const kept = await recall();
  const mine = kept && kept.key && registered.find((one) => one.public === toBase64(kept.key));
  if (!mine) {
    keyForm.addEventListener("submit", (event) => {
      event.preventDefault();
      makeAndSend(kept).catch(fail);
    });
    return show("make");
  }
  put("fingerprint", fingerprint(fromBase64(mine.public)));
  if (!mine.counts) return show("waits");
  if (!page.dataset.size) return show("nothing");
  return offer(kept, mine.number);
}

const fail = (error) => {
  put("failure", error.message);
  show("failed");
};

begin().catch(fail);
