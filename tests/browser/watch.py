"""What a browser notices and a reader does not: errors, refusals, foreign calls."""

from playwright.sync_api import BrowserContext, Page

REPORT_REFUSALS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("Policy: " + event.violatedDirective + " " + event.blockedURI);
});
"""


class Watch:
    """Collect what goes wrong in every page of a browser.

    `found` has one line for each error of the console, each refusal by the content
    security policy, each dialog, each failed answer, and each request to another host.
    A long walk leaves the requests out (`requests=False`): to be told of each costs
    more than the page, and the console speaks of failed and of refused ones too.
    """

    def __init__(
        self, context: BrowserContext, base_url: str, *, requests: bool = True
    ):
        self.base_url = base_url
        self.found: list[str] = []
        context.add_init_script(REPORT_REFUSALS)
        context.on("console", self._console)
        if requests:
            context.on("request", self._request)
            context.on("response", self._response)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda error: self.found.append(f"error: {error.error}"))

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.base_url, "about:")):
            self.found.append(f"request elsewhere: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 400:
            self.found.append(f"answer {response.status}: {response.url}")

    def _dialog(self, dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def is_wider_than_its_window(page: Page) -> bool:
    """Tell whether one must scroll sideways to read the page."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
