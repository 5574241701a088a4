"""The administrators see and set on which days the clock reminds people."""

from datetime import date
from functools import partial
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, token_for, verb_page
from meetings import reminding, rules
from meetings.digests import coming_reminders
from meetings.enums import ReminderKind
from meetings.forms.reminders import ScheduleForm
from meetings.models import ReminderSchedule
from meetings.models.reminders import USUAL_DAYS, days_in_words
from meetings.selectors.reminders import schedules
from meetings.views.frame import way_to
from pathfinders.views.frame import Line

TEMPLATE = "meetings/reminder_schedule.html"
AHEAD = 60
ROWS = 50


def _only_keepers(request) -> None:
    if not rules.may_keep_reminders(request.user):
        raise PermissionDenied


def counted_from(kind: str) -> str:
    """Return the day from which the days of a kind count, as the end of a sentence."""
    return {
        ReminderKind.ANSWER: _("the last day to answer"),
        ReminderKind.PAPER: _("the day the paper is due"),
        ReminderKind.COMMENT: _("the day the round of comments closes"),
        ReminderKind.REPORT: _("the last day of the meeting"),
        ReminderKind.ACTION: _("the day the action point is due"),
        ReminderKind.OUTPUT: _("the last day the output is due"),
        ReminderKind.MANDATE: _("the last day of the mandate"),
    }[ReminderKind(kind)]


def told_to(kind: str) -> str:
    """Return who gets the reminders of a kind."""
    return {
        ReminderKind.ANSWER: _("Who was invited and has not answered"),
        ReminderKind.PAPER: _("Who is responsible for the paper, or the secretariat"),
        ReminderKind.COMMENT: _("Who was asked and has not commented"),
        ReminderKind.REPORT: _("The secretariat, as long as there is no draft"),
        ReminderKind.ACTION: _("The owner, as long as the point is open"),
        ReminderKind.OUTPUT: _("Chair and focal point of the group"),
        ReminderKind.MANDATE: _("The secretariat and who speaks for the holder"),
    }[ReminderKind(kind)]


@require_safe
def schedule_list(request):
    """List on which days each kind of reminder goes out."""
    _only_keepers(request)
    context = {
        "rows": [
            {
                "schedule": each,
                "from": counted_from(each.kind),
                "to": told_to(each.kind),
                "words": days_in_words(each.days),
                "usual": days_in_words(each.usual),
            }
            for each in schedules()
        ],
        "breadcrumbs": way_to(None, Line(_("Reminders"))),
    }
    return render(request, "meetings/reminder_schedules.html", context)


@get_or_post
def edit(request, kind):
    """Set the days of one kind, after a look at what would go out."""
    _only_keepers(request)
    if kind not in ReminderKind.values:
        raise Http404
    schedule = ReminderSchedule.objects.filter(kind=kind).first()
    schedule = schedule or ReminderSchedule(kind=kind, days=[*USUAL_DAYS[kind]])
    form = ScheduleForm(posted(request), instance=schedule)
    page = _page(request, form, kind)
    if "preview" in request.POST:
        again = {"form": form, "once": token_for(request)}
        return render(request, TEMPLATE, page | page["context"] | again)
    return verb_page(
        request,
        form,
        lambda: form.attempt(
            lambda: reminding.save_schedule(
                schedule, by=request.user, expected=form.expected
            )
        ),
        success=_("The days are saved. They count from the next run on."),
        done_url=page["back_url"],
        template=TEMPLATE,
        **page,
    )


def _page(request, form: ScheduleForm, kind: str) -> dict:
    """Return what the page shows, with the mails that the days of the form mean."""
    label, back = ReminderKind(kind).label, reverse("meetings:reminder-schedules")
    days = form.instance.days if not form.is_bound or form.is_valid() else None
    return {
        "heading": _("Reminders: %(kind)s") % {"kind": label},
        "over": _("Reminders"),
        "lead": _("The days count from %(day)s. Usual: %(usual)s.")
        % {"day": counted_from(kind), "usual": days_in_words(USUAL_DAYS[kind])},
        "button": _("Save the days"),
        "back_url": back,
        "context": {
            "words": None if days is None else days_in_words(days),
            "has_days": bool(days),
            "coming": partial(_coming, kind, days or []),
            "most": ROWS,
            "ahead": AHEAD,
            "breadcrumbs": way_to(None, Line(_("Reminders"), url=back), Line(label)),
        },
    }


def _coming(kind: str, days: list[int]) -> list[dict]:
    """Return each thing once a day, with all who would be told of it."""
    found = coming_reminders(kind, days, today=timezone.localdate(), ahead=AHEAD)

    def key(each) -> tuple[date, date, str]:
        return each[0], each[2].due_on, each[2].label

    rows = groupby(sorted(found, key=key), key=key)
    return [
        {
            "on": on,
            "due_on": due_on,
            "label": label,
            "people": sorted({recipient.name for _on, recipient, _due in each}),
        }
        for (on, due_on, label), each in rows
    ]
