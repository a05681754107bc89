"""What changes hands on a page: who gives has a thing up to the word, who is given it has it from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digiteller.language.page_content import Figure
from digiteller.language.storyboard import Act
from digiteller.picturebook.acting.performance import Handful

_TAKING = {"pick", "take", "grab", "catch"}
_LETTING_GO = {"put", "drop", "throw", "kick"}


def pass_things(acts: Iterable[Act], figures: Mapping[str, Figure]) -> dict[str, tuple[Handful, ...]]:
    """Return what is in whose hands when; those who hold all the time what the page shows are left out.

    ``figures`` are told by their ids. A page shows a thing in somebody's hands, who may have it only from a word on, or
    only up to one: "Leo picked up the ball and threw it. The dog caught it."
    """
    told = [act for act in sorted(acts, key=lambda one: one.word) if act.person in figures]
    held = {who: _at_first(who, figures, told) for who in figures}
    changes = {who: [Handful(0, things)] for who, things in held.items()}
    loose: tuple[str, ...] = ()

    def have(who: str, things: tuple[str, ...], word: int) -> None:
        if held[who] != things:
            held[who] = things
            changes[who].append(Handful(word, things))

    for act in told:
        who = act.person
        if act.doing == "give" and act.to in figures and held[who] and not held[act.to]:
            have(act.to, held[who], act.word)
            have(who, (), act.word)
        elif act.doing in _TAKING and not held[who] and (things := loose or figures[who].holds):
            have(who, things, act.word)
            loose = ()
        elif act.doing in _LETTING_GO and held[who]:
            loose = held[who]
            have(who, (), act.word)
    return {who: tuple(one) for who, one in changes.items() if len(one) > 1 or one[0].holds != figures[who].holds}


def _at_first(who: str, figures: Mapping[str, Figure], told: Sequence[Act]) -> tuple[str, ...]:
    """Return what somebody holds as the page begins: what it shows, unless that is taken or given only later."""
    for act in told:
        if act.person == who and act.doing == "give" and act.to in figures:
            # The page may show it with the one who is given it.
            return figures[who].holds or figures[act.to].holds
        if (act.person == who and act.doing in _TAKING) or (act.to == who and act.doing == "give"):
            return ()
        if act.person == who and act.doing in _LETTING_GO:
            break
    return figures[who].holds
