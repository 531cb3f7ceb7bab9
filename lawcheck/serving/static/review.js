// The review page: cards, keys, evidence in the text, other reviewers' changes.
"use strict";

const panes = document.querySelector(".panes");
const filters = document.getElementById("filters");
let chosen = null;

const all = () => Array.from(document.querySelectorAll(".card"));
const visible = () => all().filter((card) => !card.hidden);
const cardOf = (node) => node.closest(".card");
const cardFor = (requirement) => document.getElementById(`f-${requirement}`);

// ---- choosing and filtering

function choose(card, { open = true, focus = true } = {}) {
  if (!card) return;
  if (chosen && chosen.isConnected) chosen.classList.remove("chosen");
  chosen = card;
  card.classList.add("chosen");
  if (open) card.querySelector("details").open = true;
  if (focus) {
    card.querySelector("summary").focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }
  light(card);
}

function light(card) {
  const name = card.dataset.requirement;
  for (const mark of document.querySelectorAll("mark[data-requirements]")) {
    mark.classList.toggle("lit", mark.dataset.requirements.split(" ").includes(name));
  }
}

function step(by) {
  const cards = visible();
  const at = cards.indexOf(chosen);
  choose(cards[Math.min(cards.length - 1, Math.max(0, at + by))]);
}

function nextToVerify() {
  const cards = visible();
  const at = cards.indexOf(chosen);
  const rest = [...cards.slice(at + 1), ...cards.slice(0, at + 1)];
  const next = rest.find((c) => c.dataset.verify === "yes" || ["to_confirm", "expired"].includes(c.dataset.state));
  if (next) choose(next);
  else lawcheck.say("Nothing is left to verify among the findings shown.");
}

function filter() {
  const wanted = new FormData(filters);
  const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
  const state = wanted.get("state");
  for (const card of all()) {
    const data = card.dataset;
    const fits =
      ["status", "obligation", "pillar"].every((name) => !wanted.get(name) || data[name] === wanted.get(name)) &&
      (!state || data.state === state || (state === "verify" && data.verify === "yes") || (state === "discuss" && data.discuss === "yes")) &&
      words.every((word) => card.textContent.toLowerCase().includes(word));
    card.hidden = !fits;
  }
  for (const pillar of document.querySelectorAll(".pillar[data-pillar]")) {
    pillar.hidden = !pillar.querySelector(".card:not([hidden])");
  }
  document.getElementById("shown").textContent = `${visible().length} of ${all().length} shown`;
}

// ---- evidence

function markAt(law, start) {
  const pieces = document.querySelectorAll(`.one-law[data-law="${law}"] [data-start]`);
  let found = null;
  for (const piece of pieces) {
    if (Number(piece.dataset.start) > start) break;
    found = piece;
  }
  return found;
}

function jump(button) {
  const piece = markAt(button.dataset.law, Number(button.dataset.start));
  if (!piece) return;
  light(cardOf(button));
  piece.scrollIntoView({ block: "center" });
  piece.classList.add("flash");
  setTimeout(() => piece.classList.remove("flash"), 1600);
}

function jumpNext() {
  if (!chosen) return;
  const buttons = Array.from(chosen.querySelectorAll(".jump"));
  if (!buttons.length) return lawcheck.say("This finding quotes no provision.");
  const at = (Number(chosen.dataset.jumped ?? -1) + 1) % buttons.length;
  chosen.dataset.jumped = at;
  jump(buttons[at]);
}

// Offsets count code points, as the assessment does; the browser counts UTF-16 units.
function offsetOf(node, inside) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!piece) return null;
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, inside);
  return { law: Number(piece.closest(".one-law").dataset.law), at: Number(piece.dataset.start) + Array.from(range.toString()).length };
}

function selectedPassage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset);
  if (!from || !to || from.law !== to.law || to.at <= from.at) return null;
  return { law: from.law, start: from.at, end: to.at, quote: selection.toString() };
}

function addSelected(card) {
  const passage = selectedPassage();
  if (!passage) return lawcheck.say("Select words of the law on the left first.", true);
  showForm(card);
  const item = document.createElement("li");
  Object.assign(item.dataset, { law: passage.law, start: passage.start, end: passage.end });
  const quote = document.createElement("q");
  quote.dir = "auto";
  quote.textContent = passage.quote.replace(/\s+/g, " ").slice(0, 120);
  const drop = document.createElement("button");
  drop.type = "button";
  drop.dataset.do = "drop";
  drop.textContent = "Remove";
  item.append(quote, " ", drop);
  card.querySelector(".added").append(item);
}

// ---- deciding

function showForm(card) {
  card.querySelector("details").open = true;
  card.querySelector("form.decision").hidden = false;
  card.querySelector("[data-do=override]").setAttribute("aria-expanded", "true");
}

function hideForm(card) {
  card.querySelector("form.decision").hidden = true;
  card.querySelector("[data-do=override]").setAttribute("aria-expanded", "false");
}

function written(card) {
  const form = card.querySelector("form.decision");
  const elements = {};
  for (const box of form.querySelectorAll("[name=element]")) {
    if (box.checked !== (box.dataset.machine === "yes")) elements[box.value] = box.checked;
  }
  return {
    status: form.elements.status.value === card.dataset.machine ? null : form.elements.status.value,
    elements,
    removed: Array.from(form.querySelectorAll("[name=keep]")).filter((b) => !b.checked).map((b) => Number(b.value)),
    added: Array.from(form.querySelectorAll(".added li")).map((li) => ({
      law: Number(li.dataset.law), start: Number(li.dataset.start), end: Number(li.dataset.end),
    })),
    reason: form.elements.reason.value,
    comment: form.elements.comment.value,
    discuss: form.elements.discuss.checked,
    expires: form.elements.expires.value,
  };
}

async function save(card, content, address = "") {
  const reviewer = lawcheck.reviewer();
  if (!reviewer) return false;
  const name = card.dataset.requirement;
  let answer;
  try {
    answer = await lawcheck.send(`/finding/${name}${address}`, { reviewer, expected: Number(card.dataset.seq), ...content });
  } catch (error) {
    lawcheck.say(error.message, true);
    return false;
  }
  if (answer.status === 409) {
    showConflict(card, answer.data);
    return false;
  }
  if (!answer.ok) {
    lawcheck.say(answer.data.error, true);
    return false;
  }
  await refresh(name, { force: true });
  lawcheck.say("Saved.");
  return true;
}

function showConflict(card, data) {
  const box = card.querySelector(".clash");
  box.hidden = false;
  const said = data.said;
  const words = document.createElement("p");
  const what = [said.verdict, said.status && said.status.replace("_", " ")].filter(Boolean).join(", ");
  words.textContent = `${data.by} decided this in the meantime (${what}). ${said.reason} ${said.comment}`;
  const mine = document.createElement("button");
  mine.type = "button";
  mine.textContent = "Keep what I wrote and decide again";
  mine.addEventListener("click", () => {
    card.dataset.seq = data.seq;
    box.hidden = true;
    lawcheck.say("Save again to replace the other decision; the log keeps both.");
  });
  const theirs = document.createElement("button");
  theirs.type = "button";
  theirs.textContent = "Show theirs";
  theirs.addEventListener("click", () => refresh(card.dataset.requirement, { force: true }));
  box.replaceChildren(words, mine, " ", theirs);
  box.scrollIntoView({ block: "nearest" });
}

async function refresh(name, { force = false } = {}) {
  const old = cardFor(name);
  if (!old) return;
  const fresh = lawcheck.element(await lawcheck.part(`/finding/${name}`));
  const writing = !old.querySelector("form.decision").hidden;
  if (writing && !force) {
    if (fresh.dataset.seq !== old.dataset.seq) {
      const state = fresh.querySelector(".state");
      const box = old.querySelector(".clash");
      box.hidden = false;
      box.textContent = `Changed by someone else while you write: ${state ? state.textContent : "withdrawn"}. What you wrote is kept; saving will show both.`;
    }
    return;
  }
  fresh.querySelector("details").open = old.querySelector("details").open;
  const evidenceChanged = fresh.querySelector(".evidence")?.textContent !== old.querySelector(".evidence")?.textContent;
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (chosen === old) choose(fresh, { open: false, focus: false });
  if (focused) fresh.querySelector("summary").focus({ preventScroll: true });
  filter();
  if (evidenceChanged) await refreshLaws();
  showProgress();
}

// Many changes at once ask for the progress line once.
let progressTimer = null;
function showProgress() {
  clearTimeout(progressTimer);
  progressTimer = setTimeout(async () => {
    document.getElementById("progress").innerHTML = await lawcheck.part("/progress");
  }, 250);
}

async function refreshLaws() {
  for (const law of document.querySelectorAll(".one-law")) law.innerHTML = await lawcheck.part(`/law/${law.dataset.law}`);
  if (chosen) light(chosen);
}

const kept = (card) => ({ comment: written(card).comment, expires: "", discuss: card.dataset.discuss === "yes" });

const actions = {
  accept: (card) => save(card, { verdict: "accepted", ...kept(card) }),
  override: (card) => {
    const form = card.querySelector("form.decision");
    if (!form.hidden) return hideForm(card);
    showForm(card);
    form.elements.status.focus();
  },
  discuss: (card) => {
    const discuss = card.dataset.discuss !== "yes";
    const content = written(card);
    if (card.dataset.state === "overridden") return save(card, { verdict: "overridden", ...content, discuss });
    return save(card, { verdict: card.dataset.state === "accepted" ? "accepted" : "open", comment: content.comment, discuss });
  },
  comment: (card) => {
    const { comment, discuss, expires } = written(card);
    return save(card, { verdict: card.dataset.state === "accepted" ? "accepted" : "open", comment, discuss, expires });
  },
  cancel: (card) => refresh(card.dataset.requirement, { force: true }),
  confirm: (card) => save(card, {}, "/confirm"),
  withdraw: (card) => save(card, { reason: card.querySelector("[name=reason]").value }, "/withdraw"),
  add: (card) => addSelected(card),
  drop: (card, button) => button.closest("li").remove(),
  jump: (card, button) => jump(button),
  history: async (card) => {
    const box = card.querySelector(".history");
    box.hidden = !box.hidden;
    if (!box.hidden) box.innerHTML = await lawcheck.part(`/finding/${card.dataset.requirement}/history`);
  },
};

const main = document.getElementById("main");
main.addEventListener("click", (event) => {
  const card = cardOf(event.target);
  if (!card) return;
  if (card !== chosen) choose(card, { open: false, focus: false });
  const button = event.target.closest("[data-do]");
  if (button) actions[button.dataset.do](card, button);
});
main.addEventListener("submit", (event) => {
  event.preventDefault();
  const card = cardOf(event.target);
  if (card) save(card, { verdict: "overridden", ...written(card) });
});
main.addEventListener("focusin", (event) => {
  const card = cardOf(event.target);
  if (card && card !== chosen) choose(card, { open: false, focus: false });
});
// A click on quoted words leads to the finding that quotes them.
document.querySelector(".law").addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark || !getSelection().isCollapsed) return;
  const names = mark.dataset.requirements.split(" ");
  const at = chosen ? names.indexOf(chosen.dataset.requirement) : -1;
  choose(cardFor(names[(at + 1) % names.length]));
});

filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());

// ---- keys

const keys = {
  n: nextToVerify,
  j: () => step(1),
  k: () => step(-1),
  a: () => chosen && actions.accept(chosen),
  o: () => chosen && actions.override(chosen),
  e: jumpNext,
  d: () => chosen && actions.discuss(chosen),
  "+": () => chosen && addSelected(chosen),
  "/": () => document.getElementById("search").focus(),
  "?": () => document.getElementById("keys").showModal(),
};
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && field) return field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());

// ---- sign-off and import

const signing = document.getElementById("signing");
document.getElementById("sign").addEventListener("click", () => lawcheck.reviewer() && signing.showModal());
signing.querySelector("[data-close]").addEventListener("click", () => signing.close());
document.getElementById("sign-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await lawcheck.send("/sign", { reviewer: lawcheck.reviewer(), statement: event.target.elements.statement.value });
  signing.close();
  lawcheck.say(answer.ok ? `Signed: ${answer.data.sha256.slice(0, 16)} (${answer.data.file})` : answer.data.error, !answer.ok);
});
document.getElementById("import").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (!file) return;
  let content;
  try {
    content = JSON.parse(await file.text());
  } catch {
    return lawcheck.say("This is no export of decisions.", true);
  }
  const answer = await lawcheck.send("/import", content);
  if (!answer.ok) return lawcheck.say(answer.data.error, true);
  const { imported, kept: newer } = answer.data;
  lawcheck.say(`${imported.length} decisions imported; ${newer.length} here are newer and were kept.`);
  for (const name of imported) await refresh(name);
});

// ---- other reviewers

const stream = new EventSource(`/events?after=${panes.dataset.head}`);
stream.onmessage = async (message) => {
  const event = JSON.parse(message.data);
  if (lawcheck.sent.has(event.token)) return;
  if (event.subject.startsWith("finding:")) {
    const name = event.subject.slice("finding:".length);
    const card = cardFor(name);
    if (card && Number(card.dataset.seq) < event.seq) await refresh(name);
  } else if (event.subject.startsWith("signed:")) {
    lawcheck.say(`${event.who} signed off the state of the review.`);
  }
};
stream.onerror = () => lawcheck.say("The server cannot be reached; trying again.", true);

filter();
document.body.dataset.ready = "yes";
