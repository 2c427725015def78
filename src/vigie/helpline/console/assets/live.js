"use strict";
// Live pages: the server tells ids, the page asks for what it shows. The browser reconnects by
// itself and says the last id that it saw, so nothing that happened meanwhile is missed.
document.addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  const status = document.getElementById("live");
  if (body.dataset.live && status) {
    const source = new EventSource(body.dataset.live);
    source.onopen = () => { status.textContent = status.dataset.on; };
    source.onerror = () => { status.textContent = status.dataset.off; };
    source.addEventListener("happened", (message) => {
      const event = JSON.parse(message.data);
      const mine = event.k === "resync" || event.c === body.dataset.conversation;
      htmx.trigger(body, "happened");
      if (mine) {
        htmx.trigger(body, "mine");
        if (event.k === "texter_wrote") { status.textContent = status.dataset.arrived; }
      }
    });
    window.addEventListener("pagehide", () => source.close());
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
