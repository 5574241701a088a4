"""The search box and what it found."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.searching import LONGEST_QUESTION
from alliance87.home.context import NavigationItem
from alliance87.home.search import KINDS, question_of
from alliance87.home.search import search as look_for


@login_not_required
@require_safe
def search(request):
    """Show what the reader may know of; a kind that does not exist narrows nothing."""
    question = question_of(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    answer = look_for(
        question, request.user, kind=kind, page=request.GET.get("page", "")
    )
    query = {"q": question.typed} | ({"kind": kind} if kind else {})
    context = {
        "question": question,
        "answer": answer,
        "kind": kind,
        "query": urlencode(query),
        "all_query": urlencode({"q": question.typed}),
        "longest": LONGEST_QUESTION,
        "breadcrumbs": [
            NavigationItem(_("Home"), "/"),
            NavigationItem(_("Search"), ""),
        ],
    }
    return render(request, "home/search.html", context)
