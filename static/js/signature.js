// Draws a name with finger, pen or mouse and puts it into the form as a path of whole numbers. Without this file the password confirms.
"use strict";
for (const form of document.querySelectorAll("form[data-signature]")) {
  const pad = form.querySelector(".pad");
  const canvas = pad.querySelector("canvas");
  const drawing = form.querySelector("input[name=drawing]");
  const pen = canvas.getContext("2d");
  const lines = [];
  let line = null;
  pad.hidden = false;
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * canvas.width);
    const y = Math.round(((event.clientY - box.top) / box.height) * canvas.height);
    return [Math.min(Math.max(x, 0), canvas.width), Math.min(Math.max(y, 0), canvas.height)];
  };
  const keep = () => {
    drawing.value = lines.map((points) => "M" + points.map((point) => point.join(" ")).join("L")).join("");
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    line = [place(event)];
    lines.push(line);
    pen.beginPath();
    pen.moveTo(...line[0]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!line) return;
    const [x, y] = place(event);
    const [lastX, lastY] = line[line.length - 1];
    if (Math.hypot(x - lastX, y - lastY) < 3) return;
    line.push([x, y]);
    pen.lineTo(x, y);
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => { line = null; keep(); });
  }
  form.querySelector("[data-clear]").addEventListener("click", () => {
    lines.length = 0;
    line = null;
    drawing.value = "";
    pen.clearRect(0, 0, canvas.width, canvas.height);
  });
  drawing.value = "";
}
