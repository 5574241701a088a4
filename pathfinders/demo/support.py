"""Two needs of Exampleland and two offers: invented, and marked so in their titles."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from alliance87.core.models import User
from alliance87.partners.models import ActionGroup
from pathfinders.enums import NeedKind, Topic
from pathfinders.models import Action, Pathfinder, SupportNeed, SupportOffer
from pathfinders.support import hold_against, save_need, save_offer

ANSWER_IN = timedelta(days=60)
NOTE = "Invented for this demonstration: the group named here has offered nothing."


def load_support(pathfinder: Pathfinder, *, focal: User, officer: User) -> None:
    """Ask for money and for training, and hold one of two offers of training."""
    _ask(
        pathfinder,
        "Extend school meals to the four districts with most working children",
        by=focal,
        kind=NeedKind.MONEY,
        title="Example: school meals in four districts",
        amount=Decimal(750_000),
        currency="USD",
        topics=[Topic.CHILD_LABOUR, Topic.PROGRAMMES],
    )
    training = _ask(
        pathfinder,
        "Train police, border guards and nurses to recognize victims",
        by=focal,
        kind=NeedKind.TRAINING,
        title="Example: trainers for police, border guards and nurses",
        topics=[Topic.HUMAN_TRAFFICKING, Topic.CAPACITY],
    )
    first = _offer(
        "Migration",
        by=officer,
        title="Example: course on recognizing victims of trafficking",
        topics=[Topic.HUMAN_TRAFFICKING, Topic.CAPACITY],
        languages=["en", "fr"],
    )
    _offer(
        "Supply Chains",
        by=officer,
        title="Example: training of trainers in capacity building",
        topics=[Topic.CAPACITY],
        languages=["en"],
    )
    hold_against(training, offer=first, note=NOTE, by=officer)


def _ask(pathfinder: Pathfinder, action: str, *, by: User, **fields) -> SupportNeed:
    rows = Action.objects.filter(priority__roadmap__pathfinder=pathfinder)
    need = SupportNeed(
        pathfinder=pathfinder,
        action=rows.filter(title=action).first(),
        description="Invented for this demonstration.",
        languages=["en"],
        answer_by=timezone.localdate() + ANSWER_IN,
        created_by=by,
        **fields,
    )
    return save_need(need, write=lambda: _saved(need), by=by)


def _offer(group: str, *, by: User, **fields) -> SupportOffer:
    offer = SupportOffer(
        action_group=ActionGroup.objects.get(name=group),
        kind=NeedKind.TRAINING,
        description=NOTE,
        created_by=by,
        **fields,
    )
    return save_offer(offer, write=lambda: _saved(offer), by=by)


def _saved(record):
    record.full_clean()
    record.save()
    return record
