// Talking to the server: every change carries the page's token and a token of its own, so that one sent twice counts once.
"use strict";

const lawcheck = {
  token: document.querySelector("meta[name=lawcheck-token]").content,

  unique() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
  },

  async part(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.text();
  },

  // Events that this page caused itself carry these.
  sent: new Set(),

  // Sends a change; where the line breaks, the same change is sent again, with the same token.
  async send(address, content) {
    const token = this.unique();
    this.sent.add(token);
    const request = {
      method: "POST",
      headers: { "content-type": "application/json", "x-lawcheck-token": this.token },
      body: JSON.stringify({ token, ...content }),
    };
    let answer;
    for (let attempt = 0; ; attempt++) {
      try {
        answer = await fetch(address, request);
        break;
      } catch (error) {
        if (attempt === 3) throw new Error("The server cannot be reached. Nothing was saved.");
        await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));
      }
    }
    const kind = answer.headers.get("content-type") || "";
    const data = kind.includes("json") ? await answer.json() : { error: await answer.text() };
    return { ok: answer.ok, status: answer.status, data, timing: answer.headers.get("server-timing") || "" };
  },

  say(words, alarming = false) {
    const line = document.getElementById("message");
    line.textContent = words;
    line.classList.toggle("alarming", alarming);
    line.classList.add("shown");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => line.classList.remove("shown"), alarming ? 9000 : 3500);
  },

  element(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  },

  // The reviewer's name is kept in this browser.
  reviewer() {
    const field = document.getElementById("reviewer");
    if (!field.value.trim()) {
      field.focus();
      this.say("Enter your name first.", true);
      return "";
    }
    return field.value.trim();
  },

  keepName() {
    const field = document.getElementById("reviewer");
    if (!field) return;
    field.value = localStorage.getItem("lawcheck-reviewer") || "";
    field.addEventListener("change", () => localStorage.setItem("lawcheck-reviewer", field.value.trim()));
  },
};

lawcheck.keepName();
