/* One value of the table: what is typed, what is stored, and the state between them. */
import { csrfToken, renewToken } from "./token.js";

export class Cell {
  constructor(box, context) {
    this.box = box;
    this.context = context;
    this.control = box.querySelector("textarea, select, input:not([type=hidden])");
    this.base = box.querySelector("input[type=hidden]");
    this.stored = this.control.defaultValue ?? this.control.querySelector("[selected]")?.value ?? "";
    this.state = "";
    this.running = null;
  }

  get isChanged() { return this.control.value !== this.stored; }

  get isUnsaved() { return this.isChanged || this.running !== null || this.state === "conflict"; }

  get label() {
    const row = this.box.closest("[data-row]").getAttribute("aria-label");
    return `${row}, ${this.box.querySelector("label").textContent}`;
  }

  typed() {
    if (this.running) return;
    if (this.isChanged) this.show("dirty", this.context.words.dirty);
    else if (this.state === "dirty") this.show("", "");
  }

  left() {
    if (this.isChanged && this.state === "dirty") this.save();
  }

  chosen(button) {
    const state = this.box.querySelector(".cell__state");
    if (button.closest("[data-keep]")) {
      this.take(state, state.dataset.value);
      this.control.value = this.stored;
      this.show("saved", this.context.words.kept);
      this.announce();
    } else {
      if (button.closest("[data-mine]")) this.base.value = state.dataset.base;
      this.state = "dirty";
      this.save();
    }
    this.control.focus();
  }

  /** Send the value; what is typed meanwhile is sent after it. */
  save() {
    if (this.running) return this.running;
    if (this.state === "conflict" || (!this.isChanged && this.state !== "dirty")) return Promise.resolve();
    this.running = this.send().finally(() => {
      this.running = null;
      if (this.state === "saved" && this.isChanged) return this.save();
      return null;
    });
    return this.running;
  }

  async send(isSecond = false) {
    const sent = this.control.value;
    const state = this.show("saving", this.context.words.saving);
    const form = this.control.form;
    const address = form.action.replace(/save\/$/, `cells/${this.control.name}/`);
    const answer = await this.post(address, state, sent);
    if (answer.swapped) return this.answered(sent);
    let word = { 0: "offline", 200: "signedOut", 403: "locked", 404: "gone" }[answer.status] ?? "failed";
    if (answer.status === 403 && !isSecond) {
      word = await renewToken().catch(() => "offline");
      if (!word) return this.send(true);
    }
    this.fail(word);
    return null;
  }

  /** Post through htmx, which puts the server's words in the place of the state. */
  async post(address, state, value) {
    const result = { status: 0, swapped: false };
    const judge = (event) => {
      const { xhr } = event.detail;
      result.status = xhr.status;
      const isOurs = xhr.responseText.includes("cell__state");
      if (!isOurs) event.detail.shouldSwap = false;
      result.swapped = event.detail.shouldSwap;
    };
    this.box.addEventListener("htmx:beforeSwap", judge);
    try {
      await window.htmx.ajax("POST", address, {
        source: this.box,
        target: state,
        swap: "outerHTML",
        headers: { "X-CSRFToken": csrfToken() },
        values: { value, base: this.base.value, reason: this.context.reason() },
      });
    } catch {
      result.swapped = false;
    } finally {
      this.box.removeEventListener("htmx:beforeSwap", judge);
    }
    return result;
  }

  answered(sent) {
    const state = this.box.querySelector(".cell__state");
    this.state = state.dataset.state;
    if (this.state === "saved") {
      const untouched = this.control.value === sent;
      this.take(state, untouched ? state.dataset.value : sent);
      if (untouched) this.control.value = this.stored;
      if (this.control.name === "partners") this.box.closest("td")?.querySelector("[data-unknown]")?.remove();
    }
    this.control.toggleAttribute("aria-invalid", this.state !== "saved");
    this.announce();
  }

  take(state, value) {
    this.base.value = state.dataset.base;
    this.stored = value;
  }

  fail(word) {
    const state = this.show("refused", this.context.words[word]);
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--link", textContent: this.context.words.retry });
    again.dataset.retry = "";
    state.append(again);
    this.announce();
  }

  show(state, words) {
    this.state = state;
    let box = this.box.querySelector(".cell__state");
    if (!box) {
      box = document.createElement("div");
      this.box.append(box);
    }
    box.className = `cell__state cell__state--${state || "none"}`;
    const line = document.createElement("p");
    line.textContent = words;
    box.replaceChildren(...(words ? [line] : []));
    return box;
  }

  announce() {
    const words = this.box.querySelector(".cell__state").innerText.trim();
    this.context.say(`${this.label}: ${words}`);
  }
}
