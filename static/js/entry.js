/* The entry grid: every line is saved when it is left, and says in words whether it is.
   What is typed stays in this browser until it is saved. Without this file the page is
   one plain form. */
import { Drafts } from "./entry-drafts.js";
import { Line, stateWord } from "./entry-line.js";
import { goTo, step, walkOnPhones } from "./entry-walk.js";

const form = document.getElementById("entry");
const live = document.getElementById("entry-live");
const reason = document.getElementById("entry-reason");
const lines = new Map();

const page = {
  words: form?.dataset,
  drafts: form && new Drafts(form.dataset.person, form.dataset.place),
  say: (text) => { live.textContent = ""; requestAnimationFrame(() => { live.textContent = text; }); },
  count,
  lineOf,
  shared,
};

/** What goes with every line: whose, which year, and the sources the page knows. */
function shared(line) {
  const values = { data: form.elements.data.value, as: form.elements.as.value };
  for (const each of form.querySelectorAll("[name$='-at']")) values[each.name] = each.value;
  const source = line.block.querySelector("[name$='-source']");
  if (source) values[source.name] = source.value;
  if (reason) values.reason = reason.value;
  values.warned = [...lines.keys()].filter((name) => document.getElementById(`${name}-note`)?.querySelector(".entry__say--watch")).join(",");
  return values;
}

function lineOf(control) {
  const root = control.closest?.(".entry__part") ?? control.closest?.("[data-block]");
  return root ? lines.get(root.querySelector("[data-line]")?.dataset.line) : undefined;
}

const unsaved = () => [...lines.values()].filter((line) => line.isUnsaved);

/** Save what is typed and wait for every answer; true when nothing is left unsaved. */
async function settle() {
  await Promise.all(unsaved().filter((line) => line.isDue).map((line) => line.save()));
  return unsaved().length === 0;
}

// --- What the page says of all lines together ---------------------------------------

function count() {
  const open = unsaved();
  const all = document.getElementById("entry-all");
  const words = open.length === 0 ? page.words.allSaved : open.length === 1 ? page.words.unsavedOne : page.words.unsavedMany.replace("%s", open.length);
  const isSaving = open.length && open.every((line) => line.running);
  all.replaceChildren(stateWord(open.length === 0 ? "done" : isSaving ? "half" : "watch", isSaving ? page.words.saving : words));
  form.querySelector("[data-send-all]").hidden = !open.some((line) => line.isKept && !line.running);
  listErrors(open.filter((line) => line.state === "refused"));
  for (const mark of form.querySelectorAll("[data-jump]")) {
    const state = document.querySelector(`[id="${mark.dataset.jump}"] > .entry__state .state`);
    if (!state) continue;
    mark.className = state.className;
    mark.querySelector("use").setAttribute("href", state.querySelector("use").getAttribute("href"));
    mark.querySelector(".vh").textContent = state.querySelector("span").firstChild.textContent;
  }
}

function listErrors(refused) {
  const box = document.getElementById("entry-errors");
  box.hidden = refused.length === 0;
  box.querySelector("h2").textContent = refused.length === 1 ? page.words.problemOne : page.words.problemMany.replace("%s", refused.length);
  box.querySelector("ul").replaceChildren(...refused.map((line) => {
    const why = line.note.querySelector(".entry__say--stop :is(.field__error, p)")?.innerText.trim() ?? page.words.refused;
    const part = line.isPart ? `, ${line.label}` : "";
    const link = Object.assign(document.createElement("a"), { href: `#${line.fields[0].id}`, textContent: `${line.code}${part}: ${why}` });
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
}

// --- What people do ------------------------------------------------------------------

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    settle().then((done) => done && page.say(page.words.allSaved));
    return;
  }
  const control = event.target;
  if (!control.matches?.("#entry input:not([type=hidden])") || event.altKey || event.ctrlKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    if (!control.closest("[data-line]") || !step(control, event.shiftKey ? -1 : 1)) lineOf(control)?.save();
  } else if (control.closest("[data-line]") && control.type !== "date" && { ArrowDown: 1, ArrowUp: -1 }[event.key]) {
    event.preventDefault();
    step(control, event.key === "ArrowDown" ? 1 : -1);
  }
}

function submitted(event) {
  event.preventDefault();
  const button = event.submitter;
  const line = button && lineOf(button);
  if (!line || button.value === "save") {
    settle();
    return;
  }
  if (button.dataset.take) {
    document.getElementById(button.dataset.take).value = button.dataset.text;
    line.typed();
    line.save();
  } else line.save(button.value);
  focusOf(line);
}

/** The button goes with its note; the focus goes to the value it was about. */
function focusOf(line) {
  line.fields[0].focus();
}

async function clicked(event) {
  if (event.target.closest("button[data-retry]")) { lineOf(event.target)?.save(); return; }
  if (event.target.closest("[data-send-all]")) { settle(); return; }
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const address = new URL(link.href);
  if (address.hash && address.pathname === location.pathname && (!address.search || address.search === location.search)) {
    if (goTo(address.hash.slice(1))) event.preventDefault();
    link.closest(".entry-jump")?.removeAttribute("open");
  } else if (unsaved().length) {
    event.preventDefault();
    if (await settle()) location.assign(link.href);
    else document.getElementById("entry-errors").scrollIntoView({ block: "center" });
  }
}

// --- What was typed before and never saved --------------------------------------------

function offerDrafts() {
  const found = [...lines.values()].map((line) => [line, page.drafts.read(line.key)]).filter(([line, draft]) => {
    if (!draft) return false;
    const now = line.texts();
    const differs = Object.entries(draft.texts).some(([name, text]) => name in now && now[name] !== text);
    if (!differs) page.drafts.drop(line.key);
    return differs;
  });
  const box = document.getElementById("entry-found");
  box.hidden = found.length === 0;
  if (!found.length) return;
  box.querySelector("ul").replaceChildren(...found.map(([line, draft]) => {
    const now = line.texts();
    const typed = Object.entries(draft.texts).filter(([name, text]) => text && now[name] !== text).map(([, text]) => text);
    return Object.assign(document.createElement("li"), { textContent: `${line.code}${line.isPart ? `, ${line.label}` : ""}: ${typed.join("; ") || "–"}` });
  }));
  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-restore]")) {
      for (const [line, draft] of found) line.restore(draft);
      settle();
    } else if (event.target.closest("[data-forget]")) {
      for (const [line] of found) page.drafts.drop(line.key);
    } else return;
    box.hidden = true;
  });
}

// --- Answers about other lines ----------------------------------------------------------

/** Parts that went to another source with their total are new versions of the same. */
function takeMoved() {
  for (const box of form.querySelectorAll(".entry__state[data-moved]")) {
    const line = lines.get(box.id.replace(/-state$/, ""));
    if (line) line.hidden("seen").value = box.dataset.seen;
    delete box.dataset.moved;
  }
}

/** Another line that is being typed into keeps its words, and half a sentence stays. */
function guardSwaps() {
  let halves = [];
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    const line = target?.id && lines.get(target.id.replace(/-(state|note|beside)$/, ""));
    if (!line) return;
    if (!line.running && ["dirty", "refused"].includes(line.state)) {
      event.detail.shouldSwap = false;
      return;
    }
    halves = [...target.querySelectorAll("input[id]")].map((each) => [each.id, each.value]).filter(([, text]) => text);
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    takeMoved();
    for (const [id, text] of halves) {
      const control = document.getElementById(id);
      if (control && !control.value) control.value = text;
    }
    halves = [];
  });
}

function start() {
  form.classList.add("entry--live");
  for (const box of form.querySelectorAll("[data-line]")) {
    if (box.querySelector("input[name$='-seen']")) lines.set(box.dataset.line, new Line(box, page));
  }
  for (const help of document.querySelectorAll(".entry-top__keys, #entry-all")) help.hidden = false;
  form.addEventListener("input", (event) => lineOf(event.target)?.typed());
  form.addEventListener("focusout", (event) => {
    const line = lineOf(event.target);
    if (line && lineOf(event.relatedTarget ?? document.body) !== line) line.left();
  });
  form.addEventListener("change", (event) => { if (event.target.name?.endsWith("-source")) lineOf(event.target)?.save(); });
  document.addEventListener("keydown", pressed);
  form.addEventListener("submit", submitted);
  document.querySelector("main").addEventListener("click", clicked);
  window.addEventListener("online", () => { if (unsaved().some((line) => line.failure === "offline")) settle(); });
  window.addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
  guardSwaps();
  offerDrafts();
  // What somebody typed, and left, before this file was there to hear it.
  for (const line of lines.values()) {
    if (!line.isChanged) continue;
    line.typed();
    if (lineOf(document.activeElement) !== line) line.left();
  }
  walkOnPhones();
  count();
}

if (form) start();
