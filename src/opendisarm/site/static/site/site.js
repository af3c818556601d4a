// What pages do beyond links and forms.  Everything works without this file; it saves a page load here and there.
"use strict";

const drawer = document.getElementById("why");
let opener = null;

function close() {
  if (!drawer || !drawer.firstChild) return;
  drawer.replaceChildren();
  if (opener) opener.focus();
}

document.addEventListener("click", (event) => {
  const figure = event.target.closest("a.figure");
  if (figure && !drawer.contains(figure)) opener = figure;
  if (event.target.closest("[data-close]")) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

document.addEventListener("change", (event) => {
  const choice = event.target.closest("[data-send-on-change]");
  if (choice && choice.form) choice.form.requestSubmit();
});

if (drawer) {
  drawer.addEventListener("htmx:afterSwap", () => {
    const head = drawer.querySelector("h2");
    if (head) head.focus();
  });
}
