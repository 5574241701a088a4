"""What is known of the request that is answered now: its number, and that it is one.

A job has a number too, but nobody looks at an empty page while it works.
"""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
is_page: ContextVar[bool] = ContextVar("is_page", default=False)
