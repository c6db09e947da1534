// Counts down to an announced time, by the server's clock: as the page says it, and as live.js hears it. Without either the
// announced time itself stands there: a device's own clock may be wrong.
"use strict";
let ahead = null;
document.addEventListener("server-time", (event) => { ahead = event.detail - performance.now(); tick(); });
const told = document.querySelector("time.clock[data-now]");
if (told) ahead = Date.parse(told.dataset.now) - performance.now();
const two = (number) => String(number).padStart(2, "0");
function tick() {
  if (ahead === null) return;
  for (const clock of document.querySelectorAll("time.clock")) {
    const left = Math.ceil((Date.parse(clock.dateTime) - performance.now() - ahead) / 1000);
    if (Number.isNaN(left)) continue;
    const hours = Math.floor(left / 3600);
    const minutes = Math.floor(left / 60) % 60;
    const shown = left <= 0 ? clock.dataset.over : (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(left % 60);
    if (clock.textContent !== shown) clock.textContent = shown;
    clock.classList.toggle("is-over", left <= 0);
  }
}
window.setInterval(tick, 250);
