/* The token that lets this page post, as it holds now. */
let token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;

export const csrfToken = () => token;

/** Fetch this page again for a token that holds after signing in anew; says why not. */
export async function renewToken() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (new URL(answer.url).pathname !== location.pathname) return "signedOut";
  if (!answer.ok) return "locked";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  token = found ?? token;
  return found ? "" : "locked";
}
