// Presentation mode: one requirement at a time; arrow keys turn the page, votes and notes are kept as they come.
"use strict";

const stage = document.getElementById("main");
const order = stage.dataset.order.split(" ");
let at = Math.max(0, order.indexOf(location.hash.slice(1)));
let saving = Promise.resolve();

async function show(index) {
  await saving;
  at = Math.min(order.length - 1, Math.max(0, index));
  stage.innerHTML = await lawcheck.part(`/present/${order[at]}`);
  history.replaceState(null, "", `#${order[at]}`);
  document.getElementById("goto").value = order[at];
  document.body.dataset.shown = order[at];
}

function save() {
  const reviewer = lawcheck.reviewer();
  const slide = stage.querySelector(".slide");
  if (!reviewer) return;
  const votes = {};
  for (const output of slide.querySelectorAll("[data-count]")) votes[output.dataset.count] = Number(output.textContent);
  const notes = slide.querySelector("#notes").value;
  saving = saving.then(async () => {
    const answer = await lawcheck.send(`/present/${slide.dataset.requirement}`, { reviewer, votes, notes, expected: Number(slide.dataset.seq) });
    if (answer.ok) slide.dataset.seq = answer.data.seq;
    else lawcheck.say(answer.data.error, true);
  }).catch((error) => lawcheck.say(error.message, true));
}

stage.addEventListener("click", (event) => {
  const button = event.target.closest("[data-vote]");
  if (!button || !lawcheck.reviewer()) return;
  const count = stage.querySelector(`[data-count=${button.dataset.vote}]`);
  count.textContent = Math.max(0, Number(count.textContent) + Number(button.dataset.by));
  save();
});
stage.addEventListener("change", (event) => event.target.id === "notes" && save());
document.getElementById("back").addEventListener("click", () => show(at - 1));
document.getElementById("next").addEventListener("click", () => show(at + 1));
document.getElementById("goto").addEventListener("change", (event) => show(order.indexOf(event.target.value)));
document.getElementById("full").addEventListener("click", () => document.documentElement.requestFullscreen());
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select")) return;
  if (["ArrowRight", "PageDown"].includes(event.key)) show(at + 1);
  if (["ArrowLeft", "PageUp"].includes(event.key)) show(at - 1);
});

const stream = new EventSource(`/events?after=${stage.dataset.head}`);
stream.onmessage = (message) => {
  const event = JSON.parse(message.data);
  const writing = document.activeElement?.id === "notes";
  if (event.subject.endsWith(`:${order[at]}`) && !lawcheck.sent.has(event.token) && !writing) show(at);
};

show(at);
