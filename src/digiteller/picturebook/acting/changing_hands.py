"""What changes hands on a page: who gives has a thing up to the word, who is given it has it from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digiteller.language.page_content import Figure
from digiteller.language.storyboard import Act
from digiteller.picturebook.acting.performance import Handful

_TAKING = {"pick", "take", "grab", "catch"}
_LETTING_GO = {"put", "drop", "throw"}


def pass_things(acts: Iterable[Act], figures: Mapping[str, Figure]) -> dict[str, tuple[Handful, ...]]:
    """Return what is in whose hands when; those who hold all the time what the page shows are left out.

    ``figures`` are told by their ids. A page shows a thing in one's hands: up to the word it is in the other's.
    """
    hands: dict[str, list[Handful]] = {}
    for act in sorted(acts, key=lambda one: one.word):
        who, other = figures.get(act.person), figures.get(act.to)
        if who is None or act.person in hands:
            continue
        if act.doing == "give" and other is not None and act.to not in hands:
            if bool(who.holds) != bool(other.holds):
                given = who.holds or other.holds
                hands[act.person] = [Handful(0, given), Handful(act.word)]
                hands[act.to] = [Handful(0), Handful(act.word, given)]
        elif act.doing in _TAKING and who.holds:
            hands[act.person] = [Handful(0), Handful(act.word, who.holds)]
        elif act.doing in _LETTING_GO and who.holds and act.word:
            hands[act.person] = [Handful(0, who.holds), Handful(act.word)]
    return {who: tuple(held) for who, held in hands.items()}
