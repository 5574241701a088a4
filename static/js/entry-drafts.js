/* What was typed and is not saved yet, kept in this browser for this person. */
const DAYS = 30;
const START = "a87-entry";

export class Drafts {
  constructor(person, place, family = START) {
    this.family = `${family}:`;
    this.start = `${this.family}${person}:${place}:`;
    this.sweep();
  }

  /** Throw away what is too old to be meant still, whoever typed it. */
  sweep() {
    this.safely(() => {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.family)) continue;
        const draft = JSON.parse(localStorage.getItem(key) ?? "null");
        if (!(Date.now() - draft?.at < DAYS * 86_400_000)) localStorage.removeItem(key);
      }
    });
  }

  keep(key, texts, seen, more = {}) {
    return this.safely(() => {
      localStorage.setItem(this.start + key, JSON.stringify({ at: Date.now(), texts, seen, ...more }));
      return true;
    });
  }

  read(key) {
    return this.safely(() => JSON.parse(localStorage.getItem(this.start + key) ?? "null"));
  }

  drop(key) {
    this.safely(() => localStorage.removeItem(this.start + key));
  }

  /** A browser may refuse to keep anything; then the text is only on the page. */
  safely(act) {
    try {
      return act();
    } catch {
      return null;
    }
  }
}
