/* Sending one line of the grid: one request after the other, and what became of it. */
import { csrfToken, renewToken } from "./token.js";

let last = Promise.resolve();

/** Post through htmx, which puts the server's words in their places. */
async function post(target, values) {
  // Outside of the form: htmx would send every line of the page along.
  const wire = document.body.appendChild(document.createElement("div"));
  const result = { status: 0, swapped: false };
  const judge = (event) => {
    if (event.detail.target !== target) return;
    const { xhr } = event.detail;
    result.status = xhr.status;
    // The page to sign in on is an answer too, but none of ours.
    if (!xhr.responseText.includes('class="entry__state"')) event.detail.shouldSwap = false;
    result.swapped = event.detail.shouldSwap;
  };
  document.addEventListener("htmx:beforeSwap", judge);
  try {
    await window.htmx.ajax("POST", location.pathname, { source: wire, target, swap: "outerHTML", headers: { "X-CSRFToken": csrfToken() }, values });
  } catch {
    result.swapped = false;
  } finally {
    document.removeEventListener("htmx:beforeSwap", judge);
    wire.remove();
  }
  return result;
}

async function deliver(target, values) {
  let answer = await post(target(), values());
  if (!answer.swapped && answer.status === 403) {
    const word = await renewToken().catch(() => "offline");
    if (word) return word;
    answer = await post(target(), values());
  }
  if (answer.swapped) return "";
  return { 0: "offline", 200: "signedOut", 401: "signedOut", 403: "locked", 404: "gone" }[answer.status] ?? "failed";
}

/** Send when it is this line's turn; resolves to "" or to what went wrong. */
export function send(target, values) {
  last = last.then(() => deliver(target, values), () => deliver(target, values));
  return last;
}
