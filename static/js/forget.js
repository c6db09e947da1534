// The hall's tablet goes back to its start by itself when nobody touches it, so that nobody finds another's page.
"use strict";
const again = document.querySelector("a[data-again]");
if (again) {
  let timer = 0;
  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => window.location.replace(again.href), Number(again.dataset.again) * 1000);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) document.addEventListener(sign, wait, { passive: true });
  wait();
}
