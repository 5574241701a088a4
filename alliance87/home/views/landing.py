"""The first page: what the Alliance is, the counters, the map, what happened last."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliance87.core.charts import UN_BOUNDARY_NOTE
from alliance87.home.selectors import your_work
from alliance87.home.steering import steering_tasks
from meetings.selectors.asked import tasks_for
from pathfinders.selectors import counters
from pathfinders.selectors.public import (
    groups_of,
    latest_happenings,
    map_of,
    public_rows,
    withdrawn_of,
)

HAPPENINGS_SHOWN = 8


@login_not_required
@require_safe
def landing(request):
    rows = public_rows(request.user)
    real = [row for row in rows if not row.pathfinder.is_example]
    context = {
        "work": your_work(request.user) if request.user.is_authenticated else None,
        "asked": tasks_for(request.user),
        "steering": steering_tasks(request.user),
        "counters": counters(),
        "as_of": timezone.localdate(),
        "map": map_of(rows),
        "boundary_note": UN_BOUNDARY_NOTE,
        "groups": groups_of(rows),
        "withdrawn": withdrawn_of(rows),
        "examples": [row.pathfinder for row in rows if row.pathfinder.is_example],
        "countries_total": len(real),
        "happenings": latest_happenings(request.user, count=HAPPENINGS_SHOWN),
    }
    return render(request, "home/landing.html", context)
