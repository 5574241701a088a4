"""Questions that are asked often: the page everybody reads, and the forms behind it."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.forms import ConfirmForm
from alliance87.core.reports import prose
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import papers, rules
from meetings.forms.papers import QuestionFilters, QuestionForm
from meetings.models import FrequentQuestion
from meetings.selectors.papers import questions_for
from meetings.views.paper_frame import only_those_who_edit, query_of, tabs_of, way_to
from pathfinders.views.frame import Line


@login_not_required
@require_safe
def question_list(request):
    """Show the questions by topic, in the reader's language where there is one."""
    filters = QuestionFilters(request.GET)
    filters.is_valid()
    language = (get_language() or "en")[:2]
    words = filters.cleaned_data.get("q", "")
    found = questions_for(request.user, language, words)
    topics = groupby(found, key=lambda each: (each.original or each).topic)
    context = {
        "topics": [
            (topic, [(each, prose(each.answer)) for each in questions])
            for topic, questions in topics
        ],
        "language": language,
        "filters": filters,
        "is_filtered": bool(query_of(request)),
        "list_url": reverse("meetings:questions"),
        "tabs": tabs_of("questions"),
        "may_edit": rules.may_edit_papers(request.user),
        "breadcrumbs": way_to(Line(_("Frequent questions"))),
    }
    return render(request, "meetings/question_list.html", context)


def _find(request, pk) -> FrequentQuestion:
    rows = FrequentQuestion.objects.visible_to(request.user)
    question = get_object_or_404(rows, pk=pk)
    only_those_who_edit(request)
    return question


@get_or_post
def question_add(request):
    only_those_who_edit(request)
    return _save(request, FrequentQuestion(created_by=request.user))


@get_or_post
def question_edit(request, pk):
    return _save(request, _find(request, pk))


def _save(request, question: FrequentQuestion):
    form = QuestionForm(posted(request), instance=question)
    heading = _("Change the question") if question.pk else _("Add a question")
    return _decide(
        request,
        form,
        lambda: papers.save_question(question, write=form.save, by=request.user),
        heading=heading,
        button=_("Save the question"),
        success=_("The question is saved."),
    )


@get_or_post
def question_remove(request, pk):
    question = _find(request, pk)
    return _decide(
        request,
        ConfirmForm(posted(request)),
        lambda: papers.delete_question(question, by=request.user),
        heading=_("Remove the question"),
        button=_("Remove the question"),
        success=_("The question is removed."),
        lead=question.question,
        tone="stop",
    )


def _decide(request, form, do, *, heading, **page):
    back = reverse("meetings:questions")
    way = way_to(Line(_("Frequent questions"), url=back), Line(heading))
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        over=_("Frequent questions"),
        done_url=back,
        context={"breadcrumbs": way},
        **page,
    )
