"""The trail of decisions: one entry for each, in the transaction that makes it."""

from contextvars import ContextVar

from alliance87.core.models import AuditEvent

request_id: ContextVar[str] = ContextVar("request_id", default="")


def record(
    verb: str,
    target,
    *,
    by,
    country=None,
    was: str = "",
    now: str = "",
    reason: str = "",
    overridden: str = "",
) -> AuditEvent:
    """Write one decision about `target` (any saved model instance)."""
    return AuditEvent.objects.create(
        by=by,
        by_name=str(by),
        verb=verb,
        target=target_key(target),
        target_label=str(target)[:300],
        country=country,
        was=was,
        now=now,
        reason=reason,
        overridden=overridden,
        request_id=request_id.get(),
    )


def target_key(target) -> str:
    return f"{target._meta.label_lower}:{target.pk}"
