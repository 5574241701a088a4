"""The trail of decisions: one entry for each, in the transaction that makes it."""

from collections.abc import Collection, Iterable

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from alliance87.core.models import AuditEvent
from alliance87.core.request_ids import request_id


def record(verb: str, target, *, by, **facts) -> AuditEvent:
    """Write one decision about `target` (any saved model instance).

    `facts` are those of `entry`.
    """
    event = entry(verb, target, by=by, **facts)
    event.save()
    return event


def record_all(events: Iterable[AuditEvent]) -> None:
    """Write what `entry` made, in one statement for a thousand of them."""
    AuditEvent.objects.bulk_create(events, batch_size=1000)


def entry(
    verb: str,
    target,
    *,
    by,
    by_name: str = "",
    country=None,
    was: str = "",
    now: str = "",
    reason: str = "",
    overridden: str = "",
) -> AuditEvent:
    """Return one decision about `target`, not written yet.

    `by_name` is who acted without an account, by a personal link; `by` is None then.
    """
    return AuditEvent(
        by=by,
        by_name=by_name or str(by),
        verb=verb,
        target=target_key(target),
        target_label=str(target)[:300],
        country=country,
        was=was[:60],
        now=now[:60],
        reason=reason,
        overridden=overridden,
        request_id=request_id.get(),
    )


def target_key(target) -> str:
    return f"{target._meta.label_lower}:{target.pk}"


def has_written(
    target, by, *, verbs: Collection[str], parts: Iterable[QuerySet] = ()
) -> bool:
    """Whether `by` ever did one of `verbs` to the record or a part of it (one query).

    `parts` are the keys of what stands under the record (see `keys_ever`).
    """
    about = Q(target=target_key(target))
    for keys in parts:
        about |= Q(target__in=keys)
    return AuditEvent.objects.filter(about, by=by.pk, verb__in=verbs).exists()


def keys_ever(model: type[Model], **held) -> QuerySet:
    """Return the keys of all rows that ever held these values, deleted ones too.

    Asks the history that triggers keep, so `model` is a tracked one.
    """
    start = Value(f"{model._meta.label_lower}:")
    rows = model.pgh_event_model.objects.filter(**held)
    return rows.values_list(Concat(start, Cast("pgh_obj_id", CharField())))
