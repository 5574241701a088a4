"""How machines whose moves are all for the same people write them down."""

from collections.abc import Callable, Iterable

from alliance87.core.workflow import Move, Rule


def moves_by(may: Rule, who) -> Callable[..., Move]:
    """Return what makes a move for these people; `who` is the rule in words."""

    def move(verb: str, label, sources: Iterable[str], target: str, **more) -> Move:
        return Move(
            verb=verb,
            label=label,
            sources=frozenset(sources),
            target=target,
            may=may,
            who=who,
            **more,
        )

    return move
