// The drafting page: the draft is assessed at every pause; only findings that changed are drawn again.
"use strict";

const area = document.getElementById("draft");
const law = Number(document.querySelector(".panes").dataset.law);
const PAUSE = 150; // milliseconds without a keystroke
const known = {};
const cards = new Map();
let timer = null;
let running = false;
let again = false;

const words = { met: "Met", partial: "Partly met", missing: "Not found", conflict: "Conflict", not_assessed: "Not assessed" };
const signs = { met: "✓", partial: "◐", missing: "○", conflict: "✕", not_assessed: "?" };

async function assess() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  const began = performance.now();
  try {
    const answer = await lawcheck.send("/draft/assess", { text: area.value, law, known });
    if (!answer.ok) return lawcheck.say(answer.data.error, true);
    show(answer.data);
    const took = Math.round(performance.now() - began);
    document.body.dataset.took = took;
    document.body.dataset.cpu = (/dur=(\d+)/.exec(answer.timing) || [0, 0])[1];
    document.body.dataset.round = Number(document.body.dataset.round || 0) + 1;
    document.getElementById("timing").textContent = `assessed in ${took} ms`;
  } catch (error) {
    lawcheck.say(error.message, true);
  } finally {
    running = false;
    if (again) {
      again = false;
      assess();
    }
  }
}

function show({ order, changed }) {
  const first = cards.size === 0;
  for (const [name, { digest, html }] of Object.entries(changed)) {
    const old = cards.get(name);
    const fresh = lawcheck.element(html);
    if (old) {
      fresh.querySelector("details").open = old.querySelector("details").open;
      if (old.dataset.status !== fresh.dataset.status) fresh.classList.add("moved");
      old.replaceWith(fresh);
    }
    known[name] = digest;
    cards.set(name, fresh);
  }
  if (first || Object.keys(changed).length) {
    place(document.getElementById("gaps"), order.filter(([, status]) => status !== "met"));
    place(document.getElementById("met"), order.filter(([, status]) => status === "met"));
  }
  const counts = {};
  for (const [, status] of order) counts[status] = (counts[status] || 0) + 1;
  const line = document.getElementById("score");
  line.replaceChildren(...Object.entries(words).filter(([s]) => counts[s]).map(([status, word]) => {
    const span = document.createElement("span");
    span.className = `status ${status}`;
    span.textContent = `${signs[status]} ${word} ${counts[status]} `;
    return span;
  }));
  document.getElementById("met-count").textContent = counts.met || 0;
  document.getElementById("waiting").hidden = true;
  document.getElementById("gaps-title").hidden = false;
  document.getElementById("rest").hidden = false;
}

// Puts cards into an order with as few moves as possible, so that nothing jumps while one reads.
function place(holder, order) {
  let at = holder.firstElementChild;
  for (const [name] of order) {
    const card = cards.get(name);
    if (card === at) at = at.nextElementSibling;
    else holder.insertBefore(card, at);
  }
}

area.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(assess, PAUSE);
});

// ---- showing and inserting

function reveal(start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  // A textarea scrolls to the caret only when one types: measure where the line lies.
  const share = start / Math.max(1, area.value.length);
  area.scrollTop = Math.max(0, share * area.scrollHeight - area.clientHeight / 3);
}

const inserting = document.getElementById("inserting");
let pending = null;

async function offer(card, option) {
  const requirement = card.dataset.requirement;
  const answer = await lawcheck.send("/draft/options", { text: area.value, law, requirement });
  if (!answer.ok) return lawcheck.say(answer.data.error, true);
  const list = document.getElementById("after");
  list.replaceChildren(...answer.data.places.map(([eid, label]) => new Option(label, eid, eid === answer.data.best, eid === answer.data.best)));
  pending = { requirement, option };
  inserting.showModal();
}

document.getElementById("insert-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const after = document.getElementById("after").value;
  const answer = await lawcheck.send("/draft/insert", { text: area.value, law, after, ...pending });
  inserting.close();
  if (!answer.ok) return lawcheck.say(answer.data.error, true);
  const { text, start, end, number } = answer.data;
  const points = Array.from(text);
  const from = points.slice(0, start).join("").length;
  const length = points.slice(start, end).join("").length;
  area.value = text;
  reveal(from, from + length);
  lawcheck.say(`Inserted as number ${number}. Fill in what stands in brackets.`);
  assess();
});

document.getElementById("main").addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const card = button.closest(".card");
  if (button.dataset.do === "insert") offer(card, Number(button.dataset.option));
  else {
    const at = area.value.indexOf(button.dataset.quote);
    if (at >= 0) reveal(at, at + button.dataset.quote.length);
  }
});

// ---- versions

const keeping = document.getElementById("keeping");
document.getElementById("keep").addEventListener("click", () => lawcheck.reviewer() && keeping.showModal());
document.getElementById("keep-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const content = { text: area.value, law, name: event.target.elements.name.value, reviewer: lawcheck.reviewer() };
  const answer = await lawcheck.send("/draft/save", content);
  keeping.close();
  if (!answer.ok) return lawcheck.say(answer.data.error, true);
  document.querySelector("#versions .list").innerHTML = await lawcheck.part(`/draft/versions?law=${law}`);
  saved = area.value;
  lawcheck.say("Kept.");
});
for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

let saved = area.value;
addEventListener("beforeunload", (event) => {
  if (area.value !== saved) event.preventDefault();
});

assess();
