/* Moving in the grid: keys, jumps, and on a phone one indicator at a time. */
const NARROW = window.matchMedia("(max-width: 47.99rem)");

/** Move to the same field of the next line that can be seen; false at the end. */
export function step(control, way) {
  const boxes = [...document.querySelectorAll("#entry [data-line]")].filter((box) => box.offsetParent && !box.closest("details:not([open])") && box.querySelector("input, select, textarea"));
  const place = boxes.indexOf(control.closest("[data-line]"));
  const box = boxes[place + way];
  if (place < 0 || !box) return false;
  const kind = /-([a-z_]+)$/.exec(control.name)?.[1];
  const target = box.querySelector(`[name$="-${kind}"]`) ?? box.querySelector("input:not([type=hidden]), select, textarea");
  target.focus();
  target.select?.();
  return true;
}

/** Bring a field or a line into sight: open what hides it, and go to it. */
export function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  const block = target.closest("[data-block]");
  if (block) showOnly(block);
  target.focus({ preventScroll: true });
  (block && NARROW.matches ? document.getElementById("entry") : target).scrollIntoView({ block: NARROW.matches ? "start" : "center" });
  return true;
}

const blocks = () => [...document.querySelectorAll("#entry [data-block]")];
const here = () => document.querySelector("#entry .entry__line--here");

function showOnly(block) {
  here()?.classList.remove("entry__line--here");
  block.classList.add("entry__line--here");
  const all = blocks();
  const place = all.indexOf(block);
  const form = document.getElementById("entry");
  const words = form.dataset.lineOf.replace("%1", place + 1).replace("%2", all.length);
  document.querySelector("[data-walk-place]").textContent = words;
  if (NARROW.matches) document.querySelector("[data-jump-here]").textContent = `${block.querySelector(".entry__code").textContent} (${words})`;
  document.querySelector('[data-walk="-1"]').disabled = place === 0;
  document.querySelector('[data-walk="1"]').disabled = place === all.length - 1;
}

export function walkOnPhones() {
  const form = document.getElementById("entry");
  const walk = form.querySelector(".entry-bar__walk");
  const fit = () => {
    form.classList.toggle("entry--one", NARROW.matches);
    walk.hidden = !NARROW.matches;
  };
  NARROW.addEventListener("change", fit);
  fit();
  const unfilled = form.querySelector('[data-block]:has(> .entry__state[data-state="todo"])');
  showOnly(unfilled ?? blocks()[0]);
  form.querySelector(".entry__list").after(walk);
  walk.addEventListener("click", (event) => {
    const way = Number(event.target.closest("[data-walk]")?.dataset.walk ?? 0);
    const next = way && blocks()[blocks().indexOf(here()) + way];
    if (!next) return;
    showOnly(next);
    next.focus({ preventScroll: true });
    form.scrollIntoView({ block: "start" });
  });
  if (location.hash) goTo(location.hash.slice(1));
}
