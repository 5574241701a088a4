/* Minutes that are typed and not saved yet are kept in this browser for whoever typed
   them, and offered back. Without this file the pages are plain forms. */
import { Drafts } from "./entry-drafts.js";

const FAMILY = "a87-minutes";
const KEY = "text";
const PAUSE = 400;

const box = document.getElementById("draft");
const saved = document.querySelector("[data-draft-saved]");
const draftsOf = ({ person, place }) => new Drafts(person, place, FAMILY);

/** The saved text has come back from the server: its draft has done its duty. */
function forgetSaved() {
  const place = new URL(location.href).searchParams.get("saved");
  if (!place) return;
  const drafts = draftsOf({ person: saved.dataset.draftSaved, place });
  if (drafts.read(KEY)?.sent) drafts.drop(KEY);
  const address = new URL(location.href);
  address.searchParams.delete("saved");
  history.replaceState(null, "", address);
}

function start() {
  const form = document.querySelector("main form[method=post]");
  const drafts = draftsOf(box.dataset);
  const kept = document.getElementById("draft-kept");
  const said = document.getElementById("draft-said");
  const seen = box.dataset.version;
  const fields = () => [...form.elements].filter((each) => each.name && each.type !== "hidden" && each.type !== "submit");
  const isTick = (each) => ["checkbox", "radio"].includes(each.type);

  /** What stands in the form: ticks as a list of their values. */
  function typed() {
    const found = {};
    for (const each of fields()) {
      if (isTick(each)) found[each.name] = [...(found[each.name] ?? []), ...(each.checked ? [each.value] : [])];
      else found[each.name] = each.multiple ? [...each.selectedOptions].map((one) => one.value) : each.value;
    }
    return found;
  }

  function put(texts) {
    for (const each of fields().filter(({ name }) => name in texts)) {
      const text = texts[each.name];
      if (isTick(each)) each.checked = text.includes(each.value);
      else if (each.multiple) for (const one of each.options) one.selected = text.includes(one.value);
      else each.value = text;
    }
  }

  const loaded = JSON.stringify(typed());
  const isSame = (texts) => JSON.stringify(texts) === JSON.stringify(typed());
  let version = seen;
  let waiting = 0;

  function keep() {
    clearTimeout(waiting);
    waiting = 0;
    const texts = typed();
    // Back to what was loaded: nothing is left to keep.
    if (!box.dataset.unsaved && version === seen && JSON.stringify(texts) === loaded) {
      drafts.drop(KEY);
      kept.hidden = true;
    } else kept.hidden = !drafts.keep(KEY, texts, version);
  }

  /** A text for an older version goes with that version: the server then compares. */
  function takeBack(draft) {
    put(draft.texts);
    version = draft.seen;
    const field = form.elements.version;
    if (field) field.value = version;
    keep();
    said.textContent = box.dataset.taken;
    fields().find((each) => each.nodeName === "TEXTAREA")?.focus();
  }

  function offer() {
    const draft = drafts.read(KEY);
    if (!draft) return;
    if (isSame(draft.texts)) {
      if (!box.dataset.unsaved) drafts.drop(KEY);
      return;
    }
    const { lang } = document.documentElement;
    // Days are written as everywhere on the site: 22 November 2026.
    const when = new Date(draft.at).toLocaleString(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeStyle: "short" });
    const words = draft.sent ? box.dataset.whenSent : box.dataset.when;
    document.getElementById("draft-when").textContent = words.replace("%s", when);
    document.getElementById("draft-older").hidden = draft.seen === seen;
    document.getElementById("draft-text").textContent = fields().filter((each) => each.nodeName === "TEXTAREA" && draft.texts[each.name] !== each.value).map((each) => draft.texts[each.name]).filter(Boolean).join("\n\n");
    box.hidden = false;
    box.addEventListener("click", (event) => {
      if (event.target.closest("[data-take-back]")) takeBack(draft);
      else if (event.target.closest("[data-discard]")) {
        drafts.drop(KEY);
        said.textContent = box.dataset.discarded;
        fields()[0]?.focus();
      } else return;
      box.hidden = true;
    });
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    keep();
    const draft = drafts.read(KEY);
    if (draft) drafts.keep(KEY, draft.texts, draft.seen, { sent: true });
  });
  // A tab that is closed or put away does not wait for the pause.
  document.addEventListener("visibilitychange", () => { if (waiting && document.hidden) keep(); });
  window.addEventListener("pagehide", () => { if (waiting) keep(); });
  offer();
}

if (saved) forgetSaved();
if (box) start();
