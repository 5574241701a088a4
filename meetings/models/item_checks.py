"""What the database refuses of records that hang on an agenda item."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def item_of_its_meeting() -> pgtrigger.Trigger:
    """Refuse an agenda item of another meeting than the record's own."""
    return pgtrigger.Trigger(
        name="item_of_its_meeting",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF NEW.item_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM meetings_agendaitem i
                WHERE i.id = NEW.item_id AND i.meeting_id = NEW.meeting_id
            ) THEN
                RAISE EXCEPTION 'agenda_item_of_another_meeting'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def output_of_another_meeting() -> pgtrigger.Trigger:
    """Refuse as the origin of a decision an item of the meeting that takes it."""
    return pgtrigger.Trigger(
        name="output_of_another_meeting",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF NEW.from_item_id IS NOT NULL AND EXISTS (
                SELECT FROM meetings_agendaitem i
                WHERE i.id = NEW.from_item_id AND i.meeting_id = NEW.meeting_id
            ) THEN
                RAISE EXCEPTION 'output_of_the_own_meeting'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def check_item(record) -> None:
    """Say beside the field what the trigger would refuse."""
    if record.item_id and record.item.meeting_id != record.meeting_id:
        raise ValidationError(
            {"item": _("This item stands on the agenda of another meeting.")}
        )
