"""The profile of a country in one language, beside the original of a translation."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from pathfinders import rules
from pathfinders.forms.profile import ProfileForm
from pathfinders.models import Profile
from pathfinders.profiles import TEXTS, save_profile
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder, home_url


@get_or_post
def edit_profile(request, iso3, language):
    """Write what the country says about itself, in one language."""
    pathfinder = find_pathfinder(request, iso3)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    if not rules.may_edit_profile(request.user, pathfinder):
        raise PermissionDenied
    profile = _profile(pathfinder, language, by=request.user)
    speaks = rules.speaks_for(request.user, pathfinder)
    form = ProfileForm(posted(request), instance=profile, needs_agreement=not speaks)

    def save():
        return save_profile(
            profile,
            expected=form.expected,
            by=request.user,
            agreement=form.cleaned_data.get("agreement", ""),
        )

    name = get_language_info(language)["name_translated"]
    title = _("National profile: %(language)s") % {"language": name}
    return verb_page(
        request,
        form,
        lambda: form.attempt(save),
        heading=title,
        over=str(pathfinder),
        lead=_lead(speaks=speaks),
        button=_("Save the profile"),
        success=_("The profile is saved."),
        done_url=home_url(request.user, pathfinder),
        template="pathfinders/profile_form.html",
        context={
            "breadcrumbs": breadcrumbs(pathfinder, Line(title)),
            "is_example": pathfinder.is_example,
            "name": name,
            "standing": profile.standing_words if profile.pk else "",
            **_beside(form, request.GET.get("from", "")),
        },
    )


def _profile(pathfinder, language: str, *, by) -> Profile:
    """Return the profile in a language, a new one where there is none."""
    rows = pathfinder.profiles.select_related("original")
    return rows.filter(language=language).first() or Profile(
        pathfinder=pathfinder, language=language, created_by=by
    )


def _lead(*, speaks: bool) -> str:
    sentences = [
        _("The text is public as soon as it is saved."),
        _("By saving it your country agrees to that.") if speaks else "",
        _("Plain text; empty lines part the paragraphs."),
    ]
    return " ".join(filter(None, sentences))


def _beside(form: ProfileForm, wanted: str) -> dict:
    """Return the original that stands beside the fields, and links to the others."""
    given = form["original"].value() if "original" in form.fields else None
    chosen = [each for each in form.originals if str(each.pk) == str(given)]
    named = [each for each in form.originals if each.language == wanted]
    original = next(iter([*named, *chosen, *form.originals]), None)
    return {
        "original": original,
        "others": [each for each in form.originals if each != original],
        "texts": [
            (form[name], getattr(original, name) if original else "") for name in TEXTS
        ],
    }
