"use strict";
// Live pages: the server tells ids, the page asks for what it shows. The browser reconnects by
// itself and says the last id that it saw, so nothing that happened meanwhile is missed.
const pending = new Set();

// What changes who may do what on a conversation's page: its forms are drawn anew by a reload
// alone, so that nothing that is being typed is lost.
const HANDS = new Set(["claimed", "released", "transferred", "closed", "reopened", "purged"]);

// Many events in a moment are one look; the last of them is never dropped.
function soon(name, wait) {
  if (pending.has(name)) { return; }
  pending.add(name);
  setTimeout(() => { pending.delete(name); htmx.trigger(document.body, name); }, wait);
}

document.addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  const status = document.getElementById("live");
  if (body.dataset.live && status) {
    let seen = Number(new URL(body.dataset.live, location.href).searchParams.get("last"));
    const source = new EventSource(body.dataset.live);
    source.onopen = () => { status.textContent = status.dataset.on; };
    source.onerror = () => { status.textContent = status.dataset.off; };
    source.addEventListener("happened", (message) => {
      const event = JSON.parse(message.data);
      const mine = event.k === "resync" || event.c === body.dataset.conversation;
      soon("happened", 150);
      if (mine) {
        soon("mine", 20);
        const changed = document.getElementById("changed");
        if (changed && HANDS.has(event.k) && event.id > seen) {
          changed.textContent = changed.dataset.said;
          changed.hidden = false;
        }
        if (event.k === "texter_wrote" && event.id > seen) { status.textContent = status.dataset.arrived; }
      }
      seen = Math.max(seen, event.id);
    });
    // The queue comes drawn, the same for all who speak the same languages.
    source.addEventListener("waiting", (message) => {
      const box = document.getElementById("waiting");
      if (!box) { return; }
      const focused = document.activeElement.id;
      box.innerHTML = message.data;
      if (focused) { document.getElementById(focused)?.focus(); }
    });
    window.addEventListener("pagehide", () => source.close());
    // What could not be fetched is fetched again: nobody would tell the page a second time.
    for (const failed of ["htmx:sendError", "htmx:responseError"]) {
      body.addEventListener(failed, (event) => {
        if (event.target.id === "lines") { soon("mine", 2000); }
        if (event.target.id === "lists") { soon("happened", 2000); }
      });
    }
  }
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.addEventListener("click", () => {
      const reply = document.getElementById("reply");
      reply.value = button.dataset.insert;
      reply.dispatchEvent(new Event("input", { bubbles: true }));
      reply.focus();
    });
  }
});
