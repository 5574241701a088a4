"""One table of moves per kind of record, and the one function that moves.

A `Move` says who may make it, from which states, and what must be on record first.
The same table feeds the buttons and the list of what is missing on a page, the
verbs that write, `docs/states.md`, and the tests.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pghistory
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alliance87.core.audit import entry, record_all
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent

Rule = Callable[[object, object], bool]
Guard = Callable[[object, object, object], list[str]]


def nothing_missing(obj, by, facts) -> list[str]:
    return []


def nobody(user, obj) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Move:
    """A legal move: `verb` makes it, `may` says who, `guard` what is missing.

    `binding` lists what no written reason replaces: the second pair of eyes.
    """

    verb: str
    label: str | Promise
    sources: frozenset[str]
    target: str
    may: Rule
    guard: Guard = nothing_missing
    binding: Guard = nothing_missing
    may_override: Rule = nobody
    needs: str | Promise = ""  # the guard in words, for the documentation
    who: str | Promise = ""  # the rule in words, for the documentation


@dataclass(frozen=True, slots=True)
class Option:
    """A move that the record's state allows, as one person sees it."""

    move: Move
    may: bool
    missing: tuple[str, ...]
    may_override: bool

    @property
    def is_open(self) -> bool:
        """Whether the person can make the move now, with nothing overridden."""
        return self.may and not self.missing


def _option(move: Move, obj, user, facts) -> Option:
    binding = move.binding(obj, user, facts)
    return Option(
        move=move,
        may=move.may(user, obj),
        missing=(*move.guard(obj, user, facts), *binding),
        may_override=not binding and move.may_override(user, obj),
    )


def in_words(*texts: str) -> str:
    """Return what was written for a decision, one paragraph each."""
    return "\n\n".join(filter(None, texts))


class Machine:
    """The moves of one kind of record; `field` holds the state."""

    def __init__(self, name: str, *, field: str, states, moves: Sequence[Move]):
        self.name = name
        self.field = field
        self.states = states
        self.moves = {move.verb: move for move in moves}

    def options(self, obj, user, *, facts=None) -> list[Option]:
        """Return every move from the present state, with what it still needs.

        `facts` is what higher apps know for the guards (see each machine).
        """
        state = getattr(obj, self.field)
        return [
            _option(move, obj, user, facts)
            for move in self.moves.values()
            if state in move.sources
        ]

    def check(self, obj, verb: str, *, by) -> None:
        """Raise PermissionDenied or InvalidTransition: before much is done for a move.

        What it needs is looked at when it is made.
        """
        move = self.moves[verb]
        was = getattr(obj, self.field)
        if not move.may(by, obj):
            raise PermissionDenied
        if was not in move.sources:
            raise InvalidTransition(self._refusal(obj, move, was))

    def perform(
        self,
        obj,
        verb: str,
        *,
        by,
        country,
        reason: str = "",
        override: str = "",
        facts=None,
        outcome: str = "",
    ) -> str:
        """Make the move on a locked record and leave its trail.

        `outcome` stands there in place of the states, where what came of it says more.
        Returns the missing proofs that were overridden, one a line, or "".
        Raises PermissionDenied, InvalidTransition, or Blocked with the reasons.
        """
        event = self._moved(
            obj,
            verb,
            by=by,
            country=country,
            reason=reason,
            override=override,
            facts=facts,
        )
        if outcome:
            event.was, event.now = "", outcome
        with pghistory.context(reason=event.reason):
            obj.save()
        record_all([event])
        return event.overridden

    def perform_all(
        self,
        objs: Sequence,
        verb: str,
        *,
        by,
        country,
        reason: str = "",
        facts=None,
        fields: Sequence[str] = (),
    ) -> None:
        """Make one move on many locked records in a fixed number of statements.

        `fields` were set by the caller and are saved with the state. Either all move or
        none: raises what `perform` raises, Blocked with the reasons of all.
        """
        events, missing = [], []
        for obj in objs:
            try:
                events.append(
                    self._moved(
                        obj, verb, by=by, country=country, reason=reason, facts=facts
                    )
                )
            except Blocked as error:
                missing += error.reasons
        if missing:
            raise Blocked(list(dict.fromkeys(missing)))
        if events:
            with pghistory.context(reason=reason):
                rows = type(objs[0])._default_manager
                rows.bulk_update(objs, [self.field, *fields], batch_size=500)
            record_all(events)

    def _moved(
        self, obj, verb: str, *, by, country, reason, facts, override: str = ""
    ) -> AuditEvent:
        """Set the new state of a record and return its trail; neither is saved."""
        self.check(obj, verb, by=by)
        move = self.moves[verb]
        was = getattr(obj, self.field)
        missing = move.guard(obj, by, facts)
        binding = move.binding(obj, by, facts)
        is_overridden = bool(override) and move.may_override(by, obj)
        if binding or (missing and not is_overridden):
            raise Blocked([*missing, *binding])
        setattr(obj, self.field, move.target)
        return entry(
            f"{self.name}.{verb}",
            obj,
            by=by,
            country=country,
            was=was,
            now=move.target,
            reason=in_words(reason, override),
            overridden="\n".join(missing),
        )

    def _refusal(self, obj, move: Move, was: str) -> str:
        return _("“%(move)s” is not possible: %(record)s is “%(state)s”.") % {
            "move": move.label,
            "record": obj,
            "state": self.states(was).label,
        }
