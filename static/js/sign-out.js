/* Who signs out leaves no minutes behind in this browser. */
const FAMILY = "a87-minutes";

document.addEventListener("submit", (event) => {
  const person = event.target.dataset.signsOut;
  if (!person) return;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`${FAMILY}:${person}:`)) localStorage.removeItem(key);
    }
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
});
