/* The roadmap's table: every cell is saved on its own, and says in words whether it is.
   Without this file each row is a plain form. */
import { Cell } from "./editor-cell.js";
import { followDragging } from "./editor-drag.js";

const table = document.getElementById("editor");
const live = document.getElementById("editor-live");
const reason = document.getElementById("editor-reason");
const cells = new Map();
const REMEMBERED = "editor-reason";
const FOCUS = "editor-focus";

const context = {
  words: table.dataset,
  reason: () => reason?.value ?? "",
  say: (text) => { live.textContent = ""; requestAnimationFrame(() => { live.textContent = text; }); },
};

/** Return the cell of a control, or nothing for controls that belong to no cell. */
function cellOf(control) {
  const box = control.closest?.(".cell");
  if (!box || !table.contains(box)) return null;
  if (!cells.has(box)) cells.set(box, new Cell(box, context));
  return cells.get(box);
}

const unsaved = () => [...cells.values()].filter((cell) => cell.isUnsaved);

/** Save what is typed and wait for every answer; true when nothing is left unsaved. */
async function settle() {
  await Promise.all(unsaved().map((cell) => cell.save()));
  return unsaved().length === 0;
}

function start() {
  table.classList.add("editor--live");
  for (const help of document.querySelectorAll(".editor__help")) help.hidden = false;
  table.addEventListener("input", (event) => cellOf(event.target)?.typed());
  table.addEventListener("change", (event) => {
    if (event.target.matches("select")) cellOf(event.target)?.save();
  });
  table.addEventListener("focusout", (event) => cellOf(event.target)?.left());
  table.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry], [data-keep], [data-mine]")) cellOf(event.target)?.chosen(event.target);
  });
  table.addEventListener("keydown", pressed);
  document.addEventListener("submit", submitted);
  window.addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });
  catchUp();
  rememberReason();
  followDragging(table, { words: table.dataset, send });
  // The browser goes to the row named in the address when the page is loaded.
  window.addEventListener("load", () => setTimeout(putFocusBack));
}

/** Save what somebody typed before this file was there to hear it. */
function catchUp() {
  for (const control of table.querySelectorAll(".cell textarea, .cell input:not([type=hidden])")) {
    if (control.value === control.defaultValue) continue;
    const cell = cellOf(control);
    cell.typed();
    if (control !== document.activeElement) cell.left();
  }
}

/** Alt with an arrow moves the row; Enter in a day's field saves it. */
function pressed(event) {
  if (event.key === "Enter" && event.target.matches(".cell input")) {
    event.preventDefault();
    cellOf(event.target)?.save();
  }
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!way || !event.altKey || event.target.matches("select")) return;
  const row = event.target.closest("[data-row]");
  const button = row && toolsOf(row)?.querySelector(`[data-move="${way}"]`);
  if (!button) return;
  event.preventDefault();
  sessionStorage.setItem(FOCUS, JSON.stringify({ row: row.id, control: event.target.id }));
  event.target.blur();
  button.form.requestSubmit(button);
}

/* The first row of a priority holds the priority's own tools too. */
const toolsOf = (row) =>
  [...row.querySelectorAll(".editor__tools")].find((form) => form.closest("[data-row]") === row);

/** Hold a move back until everything typed is saved, and send the reason with it. */
async function submitted(event) {
  const { target: form, submitter } = event;
  if (form.matches(".editor__save")) {
    event.preventDefault();
    settle();
    return;
  }
  if (!form.matches("[data-tools]")) return;
  event.preventDefault();
  if (submitter?.dataset.move && !sessionStorage.getItem(FOCUS)) {
    const row = submitter.closest("[data-row]");
    sessionStorage.setItem(FOCUS, JSON.stringify({ row: row.id, move: submitter.dataset.move }));
  }
  // Not the property: without the attribute it names this page.
  await send(form, submitter?.getAttribute("formaction") || form.action);
}

async function send(form, address) {
  if (!(await settle())) {
    sessionStorage.removeItem(FOCUS);
    unsaved()[0].control.focus();
    return;
  }
  form.action = address;
  if (reason && !form.elements.reason) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "reason", value: reason.value }));
  }
  form.submit();
}

/** After a move the page is new: go back to the control, or to the button, that was used. */
function putFocusBack() {
  const was = JSON.parse(sessionStorage.getItem(FOCUS) ?? "null");
  sessionStorage.removeItem(FOCUS);
  const row = document.getElementById(was?.row ?? location.hash.slice(1));
  if (!row || !table.contains(row)) return;
  const tools = row.matches("[data-row]") ? toolsOf(row) : null;
  const control = was?.control && document.getElementById(was.control);
  const target = control || tools?.querySelector(`[data-move="${was?.move}"]`) || tools?.querySelector("[data-move]") || row.querySelector("textarea, input:not([type=hidden])");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
}

function rememberReason() {
  if (!reason) return;
  reason.value ||= sessionStorage.getItem(REMEMBERED) ?? "";
  reason.addEventListener("input", () => sessionStorage.setItem(REMEMBERED, reason.value));
}

if (table) start();
