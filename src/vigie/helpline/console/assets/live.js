"use strict";
// Live pages: the server tells ids, the page asks for what it shows. The browser reconnects by
// itself and says the last id that it saw, so nothing that happened meanwhile is missed.
const pending = new Set();

// What changes who may do what on a conversation's page: its forms are drawn anew then.
const HANDS = new Set(["claimed", "released", "transferred", "closed", "reopened", "purged"]);

// Many events in a moment are one look; the last of them is never dropped.
function soon(name, wait) {
  if (pending.has(name)) { return; }
  pending.add(name);
  setTimeout(() => { pending.delete(name); htmx.trigger(document.body, name); }, wait);
}

// A field is found again by its form's address and its name.
function field_name(one) { return (one.form ? one.form.getAttribute("action") : "") + " " + one.name; }

// Draw the forms anew. What is being typed stays in its field, with the cursor; where its field is
// gone, because somebody else answers now, it is shown apart, to be copied.
async function renew() {
  const parts = ["answering", "beside"].map((id) => document.getElementById(id));
  if (parts.some((part) => !part)) { return; }
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) { return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const typed = new Map(), open = new Set();
  const at = document.activeElement;
  const focused = at && at.name && parts.some((part) => part.contains(at)) ? field_name(at) : "";
  const spot = focused && at.selectionStart !== undefined ? [at.selectionStart, at.selectionEnd] : null;
  for (const part of parts) {
    for (const one of part.querySelectorAll("textarea, select, input:not([type=hidden])")) {
      typed.set(field_name(one) + (one.type === "checkbox" ? " " + one.value : ""), one);
    }
    part.querySelectorAll("details[open] > summary").forEach((one) => open.add(one.textContent));
  }
  const reply = document.getElementById("reply");
  for (const part of parts) {
    const other = fresh.getElementById(part.id);
    if (!other) { return; }
    part.replaceWith(document.adoptNode(other));
    htmx.process(other);
    for (const one of other.querySelectorAll("textarea, select, input:not([type=hidden])")) {
      const before = typed.get(field_name(one) + (one.type === "checkbox" ? " " + one.value : ""));
      if (!before) { continue; }
      if (one.type === "checkbox") { one.checked = before.checked; } else if (one.tagName !== "SELECT"
        || [...one.options].some((choice) => choice.value === before.value)) { one.value = before.value; }
      if (field_name(one) === focused) {
        one.focus();
        if (spot && one.setSelectionRange && spot[0] !== null) { one.setSelectionRange(...spot); }
      }
    }
    other.querySelectorAll("details > summary").forEach((one) => {
      one.parentElement.open = open.has(one.textContent);
    });
  }
  const kept = document.getElementById("kept");
  if (reply && reply.value.trim() && !document.getElementById("reply")) {
    kept.querySelector("textarea").value = reply.value;
    kept.hidden = false;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  const status = document.getElementById("live");
  if (body.dataset.live && status) {
    // Not "higher than the last": what happens at once is not told in the order of its numbers.
    const seen = new Set();
    const source = new EventSource(body.dataset.live);
    source.onopen = () => { status.textContent = status.dataset.on; };
    source.onerror = () => { status.textContent = status.dataset.off; };
    source.addEventListener("happened", (message) => {
      const event = JSON.parse(message.data);
      const fresh = !event.old && !seen.has(event.id);
      const mine = event.k === "resync" || event.c === body.dataset.conversation;
      soon("happened", 150);
      if (mine) {
        soon("mine", 20);
        const changed = document.getElementById("changed");
        if (changed && HANDS.has(event.k) && fresh) {
          changed.textContent = changed.dataset.said;
          changed.hidden = false;
          renew();
        }
        if (event.k === "texter_wrote" && fresh) { status.textContent = status.dataset.arrived; }
      }
      seen.add(event.id);
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
  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) { return; }
    const reply = document.getElementById("reply");
    reply.value = button.dataset.insert;
    reply.dispatchEvent(new Event("input", { bubbles: true }));
    reply.focus();
  });
});
