"""What an adopted report prints stays as it was, in whatever table it is kept."""

import pgtrigger

# The adopted report of the meeting that a part belongs to.
REPORT_OF_ITS_MEETING = (
    "SELECT FROM meetings_meetingreport r "
    "WHERE r.meeting_id = part.meeting_id AND r.state = 'adopted'"
)


def frozen_with_report(
    select_report: str, *, printed: tuple[str, ...] = ()
) -> pgtrigger.Trigger:
    """Refuse changes of a part once its report is adopted.

    `select_report` is SQL that yields the adopted report of the record `part`. With
    `printed` columns all others may still change: the report does not show them.
    """
    return pgtrigger.Trigger(
        name="frozen_when_adopted",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("part", "RECORD")],
        func=f"""{_unless_printed(printed)}
            IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
            IF EXISTS ({select_report}) THEN
                RAISE EXCEPTION 'adopted_report_is_frozen'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN part;
        """,
    )


def _unless_printed(printed: tuple[str, ...]) -> str:
    if not printed:
        return ""
    old, new = (
        ", ".join(f"{row}.{column}" for column in printed) for row in ("OLD", "NEW")
    )
    return f"""
            IF TG_OP = 'UPDATE' THEN
                IF ROW({new}) IS NOT DISTINCT FROM ROW({old}) THEN
                    RETURN NEW;
                END IF;
            END IF;"""
