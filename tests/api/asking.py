"""How tests ask the read API: one answer, or all rows of a list page by page."""

from django.test import Client

ROOT = "/api/v1/"
HOST = "http://testserver"
UNSOURCED = {"source": "", "source_url": "", "note": "", "conflict": ""}
LISTS = (
    *("countries", "roadmaps", "indicators", "values", "reviews", "decisions"),
    *("meetings", "events", "papers", "documents", "changes"),
)


def ask(path: str, **query) -> dict:
    """Return what an address of the API answers."""
    answer = Client().get(f"{ROOT}{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def refused(path: str, **query) -> tuple[int, str | None, str]:
    """Return status, field and message of a question that is refused."""
    answer = Client().get(f"{ROOT}{path}", query)
    said = answer.json()
    assert set(said) == {"error", "field", "message"}
    return answer.status_code, said["field"], said["message"]


def walk(path: str, **query) -> list[dict]:
    """Return the rows of all pages, following `next`."""
    page = ask(path, **query)
    rows = page["items"]
    while page["next"]:
        assert len(page["items"]) == page["meta"]["page_size"]
        answer = Client().get(page["next"])
        assert answer.status_code == 200, answer.content
        page = answer.json()
        rows += page["items"]
    return rows


def when(on: str | None, text: str, precision: str = "day") -> dict:
    """A date as the API writes it."""
    return {"on": on, "until": None, "precision": precision, "text": text}
