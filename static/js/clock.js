// Counts down to a closing time once a second. Without this file the page shows the time left when it was sent.
"use strict";
const clocks = [...document.querySelectorAll("time.clock")];
const offset = (() => {
  const sent = document.querySelector("meta[name=server-time]");
  return sent ? Date.parse(sent.content) - Date.now() : 0;
})();
const two = (number) => String(number).padStart(2, "0");
function tick() {
  for (const clock of clocks) {
    const left = Math.floor((Date.parse(clock.dateTime) - Date.now() - offset) / 1000);
    if (Number.isNaN(left)) continue;
    const hours = Math.floor(left / 3600);
    const minutes = Math.floor(left / 60) % 60;
    clock.textContent = left <= 0 ? clock.dataset.over : (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(left % 60);
  }
}
if (clocks.length) { tick(); window.setInterval(tick, 1000); }
