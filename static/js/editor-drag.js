/* Dragging of rows: the same form as the buttons, with the place where it was dropped. */
export function followDragging(table, { words, send }) {
  let dragged = null;

  for (const row of table.querySelectorAll("[data-row]")) {
    const grip = Object.assign(document.createElement("span"), { className: "editor__grip", draggable: true, title: words.grip, textContent: "⠿" });
    grip.setAttribute("aria-hidden", "true");
    row.querySelector(row.dataset.row === "action" ? "td .editor__number" : ".editor__number").append(grip);
    grip.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.id);
      table.classList.add("editor--dragging");
    });
    grip.addEventListener("dragend", () => { dragged = null; mark(null); table.classList.remove("editor--dragging"); });
  }

  const mark = (place) => {
    for (const each of table.querySelectorAll(".editor__drop")) each.classList.remove("editor__drop");
    place?.classList.add("editor__drop");
  };

  /* An action drops before another action, or last before the line that adds one; a
     priority drops before another priority, or last. */
  const placeOf = (target) => {
    const isAction = dragged.dataset.row === "action";
    return target.closest(isAction ? "tr[data-row], tr.editor__add" : "tbody");
  };

  table.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(placeOf(event.target));
  });

  table.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const place = placeOf(event.target);
    const body = event.target.closest("tbody");
    const form = [...dragged.querySelectorAll(".editor__tools")].find((each) => each.closest("[data-row]") === dragged);
    const isAction = dragged.dataset.row === "action";
    if (!place || place === dragged || (isAction && !body.dataset.priority)) return;
    const before = isAction ? place.dataset.pk : body.dataset.priority;
    hide(form, "before", before ?? "");
    hide(form, "under", isAction ? body.dataset.priority : "");
    const kind = isAction ? "actions" : "priorities";
    send(form, `${location.pathname}${kind}/${dragged.dataset.pk}/place/`);
  });
}

function hide(form, name, value) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}
