"use strict";
// Only comfort: every page works without this. It lights what belongs together, copies citations, and knows a few keys.
(function () {
  const said = document.getElementById("said");
  const say = (words) => { if (said) { said.textContent = words; } };

  const copy = async (from) => {
    try {
      await navigator.clipboard.writeText(from.textContent);
      say("Copied.");
    } catch (refused) {
      getSelection().selectAllChildren(from);
      say("Selected: copy it with your own keys.");
    }
  };
  for (const words of document.querySelectorAll(".cite .copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => copy(words));
    words.after(button);
  }

  // A claim in the text and its note beside it are lit together.
  const partner = (node) => document.getElementById(node.id.startsWith("n-") ? node.id.slice(2) : "n-" + node.id);
  for (const node of document.querySelectorAll(".note-claim, a.ref")) {
    const other = partner(node);
    if (!other) { continue; }
    const light = (on) => () => { node.classList.toggle("near", on); other.classList.toggle("near", on); };
    node.addEventListener("mouseenter", light(true));
    node.addEventListener("mouseleave", light(false));
    node.addEventListener("focusin", light(true));
    node.addEventListener("focusout", light(false));
  }

  // A voice of the source map lights its lines.
  const edges = [...document.querySelectorAll(".edge")];
  for (const box of document.querySelectorAll(".box")) {
    const light = (on) => () => {
      for (const edge of edges) {
        const mine = edge.dataset.source === box.dataset.voice || edge.dataset.on === box.dataset.voice;
        edge.classList.toggle("far", on && !mine);
        edge.classList.toggle("near", on && mine);
      }
    };
    for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      box.addEventListener(name, light(on));
    }
  }

  const places = [...document.querySelectorAll(".stories h2 a, .claim .proposition a, .once .quote a, a.ref")];
  const step = (by) => {
    const at = places.indexOf(document.activeElement);
    const next = places[Math.min(Math.max(at + by, 0), places.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "center" }); }
  };
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); }
    if (event.key === "j") { step(1); }
    if (event.key === "k") { step(-1); }
    if (event.key === "?") { location.href = "/help"; }
    if (event.key === "c") {
      const near = document.activeElement;
      const note = near.classList.contains("ref") ? partner(near) : near.closest(".claim, .note-claim");
      const words = note && note.querySelector(".cite .copy");
      if (words) { copy(words); }
    }
  });
})();
