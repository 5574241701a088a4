/* One line of the grid: what is typed, what is stored, and the state between them. */
import { send } from "./entry-send.js";

const icons = document.querySelector(".icon use")?.getAttribute("href").split("#")[0] ?? "";
const KEPT_WORDS = { offline: 1, signedOut: 1, locked: 1, gone: 1, failed: 1 };

/** Return a shape with its word; the word says all that the shape says. */
export function stateWord(tone, words, why = "") {
  const line = Object.assign(document.createElement("p"), { className: `state state--${tone}` });
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  shape.setAttribute("class", "icon");
  shape.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#i-${tone}`);
  shape.append(use);
  const text = Object.assign(document.createElement("span"), { textContent: words });
  if (why) text.append(Object.assign(document.createElement("span"), { className: "state__why", textContent: why }));
  line.append(shape, text);
  return line;
}

export class Line {
  constructor(box, page) {
    this.page = page;
    this.name = box.dataset.line;
    this.key = box.dataset.key;
    this.root = box.closest(".entry__part") ?? box.closest("[data-block]");
    this.block = box.closest("[data-block]");
    this.isPart = this.root !== this.block;
    this.running = null;
    this.failure = "";
    this.sent = {};
    this.stored = new Map(this.fields.map((each) => [each.name, each.type === "select-one" ? chosenAtFirst(each) : each.defaultValue]));
    for (const each of this.fields) each.setAttribute("aria-describedby", `${this.name}-note`);
    // What the server could not save stands on the page, and is not stored.
    this.state = this.stateBox.dataset.state === "stop" ? "refused" : "";
  }

  get stateBox() { return document.getElementById(`${this.name}-state`); }
  get note() { return document.getElementById(`${this.name}-note`); }
  get label() { return document.getElementById(`${this.root.id}-label`).textContent.trim(); }
  get code() { return this.block.querySelector(".entry__code").textContent; }

  /** Every control of the line; those of the parts belong to the parts. */
  get controls() {
    const all = [...this.root.querySelectorAll("input[name], select[name], textarea[name]")];
    return this.isPart ? all : all.filter((each) => !each.closest(".entry__parts"));
  }

  /** The controls that make up the value, with its source. */
  get fields() {
    return this.controls.filter((each) => each.type !== "hidden" && !/-(why-.*|differs)$/.test(each.name));
  }

  get explanations() { return this.controls.filter((each) => each.name.includes("-why-")); }
  get isChanged() { return this.fields.some((each) => each.value !== (this.stored.get(each.name) ?? each.defaultValue)); }
  get isTold() { return this.explanations.some((each) => each.value.trim()); }
  get isUnsaved() { return this.isChanged || this.running !== null || this.state === "refused" || this.isTold; }
  /* What the server refused waits for another text, or for an answer. */
  get isDue() { return this.isUnsaved && (this.state !== "refused" || this.isKept); }
  /* What was typed while the line was on its way. */
  get isNewer() { return this.fields.some((each) => each.value !== this.sent[each.name]); }
  hidden(part) { return this.root.querySelector(`[name="${this.name}-${part}"]`); }

  // --- What people do ---

  typed() {
    if (this.isChanged || this.isTold) this.page.drafts.keep(this.key, this.texts(), this.hidden("seen").value);
    else this.page.drafts.drop(this.key);
    if (this.running) return;
    if (this.isChanged || this.isTold) this.show("watch", this.page.words.dirty, "dirty");
    else if (this.state === "dirty") this.putBackState();
    this.page.count();
  }

  left() {
    if ((this.isChanged || this.isTold) && this.state === "dirty") this.save();
  }

  texts() {
    return Object.fromEntries(this.fields.map((each) => [each.name.slice(this.name.length), each.value]));
  }

  /** Put back what was typed before; somebody else's later change is asked about. */
  restore(draft) {
    for (const each of this.fields) each.value = draft.texts[each.name.slice(this.name.length)] ?? each.value;
    this.hidden("seen").value = draft.seen;
    this.typed();
  }

  // --- Sending ---

  /** Send the line; what is typed meanwhile is sent after it. */
  save(asked = "") {
    if (this.running) return this.running;
    if (!asked && !this.isUnsaved) return Promise.resolve();
    this.running = this.send(asked).finally(() => {
      this.running = null;
      this.page.count();
      // A refusal of what stands here no longer is not the last word.
      if (this.state === "" ? this.isChanged : this.isNewer && !this.isKept) return this.save();
      return null;
    });
    this.page.count();
    return this.running;
  }

  async send(asked) {
    this.show("half", this.page.words.saving, "saving");
    const word = await send(
      () => this.stateBox,
      () => {
        this.sent = Object.fromEntries(this.controls.map((each) => [each.name, each.value]));
        return { ...this.page.shared(this), ...this.sent, do: asked || `line:${this.name}`, only: this.name };
      },
    );
    if (word) this.fail(word);
    else this.answered(asked);
    this.announce();
  }

  answered(asked) {
    const { dataset } = this.stateBox;
    const { sent } = this;
    this.failure = "";
    this.state = dataset.state === "stop" ? "refused" : "";
    const wrong = dataset.wrong.split(" ").map((name) => (name === "source" ? `${this.block.id}-source` : `${this.name}-${name}`));
    for (const each of this.fields) {
      if (wrong.includes(each.name)) each.setAttribute("aria-invalid", "true");
      else each.removeAttribute("aria-invalid");
    }
    if (this.state === "refused") return;
    const source = this.block.querySelector("[name$='-source']");
    const texts = JSON.parse(dataset.texts);
    this.hidden("seen").value = dataset.seen;
    this.block.querySelector("[name$='-at']").value = dataset.at;
    const given = /^(stored|confirm|still):/.test(asked);
    for (const each of this.fields) {
      const text = texts[each.name.slice(this.name.length + 1)];
      if (text === undefined) continue;
      if (given || each.value === sent[each.name]) each.value = text;
      this.stored.set(each.name, text);
    }
    // A last value that is confirmed brings its source along.
    if (source && asked.startsWith("still:")) {
      source.value = dataset.at.split("|")[0];
      this.page.lineOf(source).stored.set(source.name, source.value);
    } else if (source && !this.isPart) this.stored.set(source.name, sent[source.name]);
    if (!this.isChanged) this.page.drafts.drop(this.key);
  }

  fail(word) {
    this.failure = word;
    const kept = this.page.drafts.keep(this.key, this.texts(), this.hidden("seen").value);
    this.show("stop", this.page.words.refused, "refused", kept ? this.page.words.kept : "");
    const box = Object.assign(document.createElement("div"), { className: "entry__say entry__say--stop" });
    const words = Object.assign(document.createElement("p"), { textContent: this.page.words[word] });
    const row = Object.assign(document.createElement("p"), { className: "row row--tight" });
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: this.page.words.retry });
    again.dataset.retry = "";
    row.append(again);
    if (word === "signedOut") row.append(Object.assign(document.createElement("a"), { href: this.page.words.login, target: "_blank", rel: "noopener", textContent: this.page.words.signIn }));
    box.append(words, row);
    this.note.querySelectorAll("[data-failure]").forEach((each) => each.remove());
    box.dataset.failure = "";
    this.note.prepend(box);
  }

  // --- Words ---

  show(tone, words, state, why = "") {
    this.before ??= this.stateBox.cloneNode(true);
    this.state = state;
    if (state !== "refused") this.note.querySelectorAll("[data-failure]").forEach((each) => each.remove());
    this.stateBox.querySelector(".state").replaceWith(stateWord(tone, words, why));
    this.stateBox.dataset.state = tone;
  }

  /** What was typed was taken back: the line stands as it was sent. */
  putBackState() {
    this.state = "";
    if (this.before) this.stateBox.replaceWith(this.before);
    this.before = null;
  }

  announce() {
    this.before = null;
    const words = this.stateBox.querySelector(".state").innerText.replace(/\s+/g, " ").trim();
    const note = this.state === "refused" ? this.note.innerText.replace(/\s+/g, " ").trim() : "";
    this.page.say([`${this.code}, ${this.label}: ${words}`, note].filter(Boolean).join(". "));
  }

  get isKept() { return this.failure in KEPT_WORDS; }
}

function chosenAtFirst(select) {
  return (select.querySelector("option[selected]") ?? select.options[0])?.value ?? "";
}
