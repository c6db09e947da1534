// Sends a form once, and brings a reader to the list of what is wrong. Every form works without this file.
"use strict";
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });
}
const wrong = document.getElementById("wrong");
if (wrong) wrong.focus();
