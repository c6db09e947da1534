// Asks for the live pieces of a page again and again, shows what changed, and says plainly when the network is gone.
// Without this file the page shows the state of the moment it was sent; the hall screen then loads itself anew.
"use strict";
const SILENT = 2500;
const GRACE = 1000;
const LONGEST = 3000;
const RESTING = 5000;
const state = document.getElementById("live-state");
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
const places = [...document.querySelectorAll("[data-live]")];
const heard = new Map(places.map((place) => [place, performance.now()]));
let figuresOf = 0;
let watchedSince = performance.now();

function hear(place, answer, asked) {
  const now = Date.parse(answer.headers.get("Server-Time") || "");
  heard.set(place, performance.now());
  if (Number.isNaN(now)) return;
  if (place === places[0]) figuresOf = now;
  const way = performance.now() - asked;
  if (way < 1000) document.dispatchEvent(new CustomEvent("server-time", { detail: now + way / 2 }));
}

function say() {
  const now = performance.now();
  const isSilent = (place) => now - heard.get(place) > SILENT + Number(place.dataset.every);
  const isGone = !document.hidden && now - watchedSince > GRACE && places.some(isSilent);
  document.body.classList.toggle("is-gone", isGone);
  if (!state || state.hidden !== isGone) return;
  const words = figuresOf ? state.dataset.gone.replaceAll("{time}", hour.format(figuresOf)) : state.dataset.never;
  state.textContent = isGone ? words : "";
  state.hidden = !isGone;
}

async function draw(place, answer) {
  let text = await answer.text();
  if (place.dataset.part && place.contains(document.activeElement)) return;
  if (place.dataset.part) text = new DOMParser().parseFromString(text, "text/html").querySelector(place.dataset.part).innerHTML;
  if (place.innerHTML !== text) place.innerHTML = text;
}

function follow(place) {
  const every = Number(place.dataset.every);
  let tag = "", failed = 0, timer = 0, isAsking = false;
  async function ask() {
    isAsking = true;
    const stop = new AbortController();
    const bell = window.setTimeout(() => stop.abort(), LONGEST);
    const asked = performance.now();
    try {
      const answer = await fetch(place.dataset.live, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", signal: stop.signal });
      if (answer.redirected || (answer.status !== 200 && answer.status !== 304)) throw new Error(answer.status);
      if (answer.status === 200) { await draw(place, answer); tag = answer.headers.get("ETag") || ""; }
      hear(place, answer, asked);
      failed = 0;
    } catch { failed += 1; }
    window.clearTimeout(bell);
    say();
    isAsking = false;
    timer = window.setTimeout(ask, Math.max(every, document.hidden ? RESTING : Math.min(every * (1 + failed), RESTING)));
  }
  timer = window.setTimeout(ask, Math.random() * every);
  document.addEventListener("visibilitychange", () => {
    watchedSince = performance.now();
    if (document.hidden || isAsking) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, 0);
  });
}
places.forEach(follow);
if (places.length) window.setInterval(say, 500);
