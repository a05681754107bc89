"""Where each page plays: by the places at which its events are, kept until somebody goes elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digiteller.language.discourse import Meant
from digiteller.language.evidence import weigh_evidence
from digiteller.language.grammar import language_table, place_words
from digiteller.language.parsing import Tree
from digiteller.language.place_nouns import indoors, known_settings
from digiteller.language.scopes import said_words

ENOUGH = 1.5
"""How much must speak for a place, for the page to leave the one before."""


_HINTED = 3.5
"""How much evidence of circumstances alone must, ..."""


_MARGIN = 3.0
"""... and how much more than for the place before."""

_LEAST, _LEAST_HINTED = 0.4, 0.7
"""How much must speak for the place of a page before which none is told, told or only hinted at; with less
it is shown without a place."""


INSIDE = "inside"
"""What a word tells that is found in any building: a carpet, a windowsill."""


@dataclass(frozen=True)
class PlaceCue:
    """A word that tells where a page may be."""

    setting: str
    weight: float
    at: int
    afar: bool = False
    also: frozenset[str] = frozenset()
    """The other settings that have such a thing: a fountain, a square and a park."""


@dataclass
class Places:
    """Where a story has been so far."""

    path: list[str] = field(default_factory=list)
    """The setting of each page; empty where none was told."""
    home: str = ""
    out: str = ""
    """The last place under the sky."""
    named: set[str] = field(default_factory=set)
    """All that were told of, be it only feared or wished for."""
    guessed: bool = False
    """Whether the place of the page before was only hinted at."""
    roving: set[str] = field(default_factory=set)
    """What is no place in this story but comes and goes: a library on a camel."""
    title: str = ""
    """What the story's title names."""
    anew: bool = False
    """Whether the page to be settled begins another day."""
    hints: list[dict[str, float]] = field(default_factory=list)
    """What the circumstances of each page, also of those to come, speak for."""

    @property
    def here(self) -> str:
        """Return where the page before was."""
        return self.path[-1] if self.path else ""

    def note_title(self, tree: Tree) -> None:
        """Let a story's title hint at its places: "My Uncle's Lighthouse" is not on a palm beach."""
        vague = place_words("furniture") | place_words("vehicles")
        for word in tree.words:
            lemma = word.lemma.lower()
            settings = known_settings().get(lemma, ()) if word.pos in {"NOUN", "PROPN"} else ()
            if not settings or lemma in vague:
                continue
            self.title = self.title or settings[0]
            self.named.add(settings[0])
            for page in self.hints:
                page[settings[0]] = page.get(settings[0], 0.0) + 1.5

    def hinted(self, setting: str) -> float:
        """Return how much the circumstances of the page to be settled and, less, of all others speak for a setting."""
        if not self.hints:
            return 0.0
        here = self.hints[len(self.path)].get(setting, 0.0)
        everywhere = sum(min(4.0, page.get(setting, 0.0)) for page in self.hints) / len(self.hints)
        return min(here, 5.0) + 0.7 * everywhere


def hint_places(trees: Sequence[Tree], meant: Sequence[Meant]) -> list[dict[str, float]]:
    """Return what who and what is there, on each page of a story, speaks for: a stove for a kitchen."""
    found = []
    for tree, who in zip(trees, meant, strict=True):
        kinds = {one.kind for each in who.values() for one in each}
        found.append(weigh_evidence(tree, said_words(tree), "settings", kinds & set(place_words("habitats"))))
    return found


def settle(cues: Sequence[PlaceCue], places: Places) -> tuple[str, list[int]]:
    """Return the setting of a page by its cues, and the words that told it; where none is strong, the one before.

    "She had lived by the sea" on a page after one in a kitchen leaves it in the kitchen.
    """
    told = {one: weight for one, weight in _totals(cues).items() if one not in places.roving or weight >= 2.0}
    told.pop(INSIDE, None)
    here = places.here
    hints = dict(places.hints[len(places.path)]) if places.hints else {}
    everywhere = set[str]().union(*places.hints) - places.roving if places.hints and not here else set()
    for one in places.roving:
        hints.pop(one, None)
    kept = 0.4 if places.guessed or places.anew else 0.9
    first: dict[str, int] = {}
    for cue in cues:
        first.setdefault(cue.setting, cue.at)
    scores = {
        setting: told.get(setting, 0.0) + 0.25 * places.hinted(setting) + (kept if setting == here else 0.0)
        for setting in {*told, *hints, *everywhere} | ({here} if here else set())
    }
    if not here and places.title:
        scores[places.title] = scores.get(places.title, 0.0) + 0.6
    best = max(sorted(scores), key=lambda one: (scores[one], first.get(one, 0)), default="")
    setting = best if not here or best == here or _moves(best, places, told, hints) else here
    if setting != here and here:
        setting = _strongest(scores, places, told, hints) or here
    if not here and scores.get(setting, 0.0) < (_LEAST if setting in told else _LEAST_HINTED):
        setting = ""
    if any(cue.setting == INSIDE for cue in cues) and setting not in indoors() and told.get(setting, 0.0) < ENOUGH:
        setting = _within_walls(scores, places)
    places.guessed = setting not in told and (setting != here or places.guessed)
    places.path.append(setting)
    if setting in place_words("house") - {"garden", "cellar", "attic", "hall", "workshop", "rooftop"}:
        places.home = places.home or setting
    if setting and setting not in indoors():
        places.out = setting
    return setting, [cue.at for cue in cues if cue.setting == setting]


def _within_walls(scores: Mapping[str, float], places: Places) -> str:
    """Return the room of a page that is in one, though nothing tells in which; empty where none was told of."""
    before = next((one for one in reversed(places.path) if one in indoors()), "")
    likely = [one for one in scores if one in indoors() and scores[one] >= 1.0]
    return before or places.home or max(sorted(likely), key=lambda one: scores[one], default="")


def _totals(cues: Sequence[PlaceCue]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for cue in cues:
        if not cue.afar:
            totals[cue.setting] = max(totals.get(cue.setting, 0.0), cue.weight) + 0.15 * (cue.setting in totals)
    return totals


def _moves(setting: str, places: Places, told: Mapping[str, float], hints: Mapping[str, float]) -> bool:
    """Return whether enough speaks for another place to leave the one before."""
    here = places.here
    more = hints.get(setting, 0.0) - hints.get(here, 0.0)
    if told.get(setting, 0.0) + 0.25 * max(0.0, more) >= (1.0 if places.guessed else 0.85 if places.anew else ENOUGH):
        return told.get(setting, 0.0) > 0.7 or more >= (_MARGIN if told.get(setting, 0.0) > 0.3 else _MARGIN + 1.0)
    return places.guessed and hints.get(setting, 0.0) >= _HINTED and more >= _MARGIN and not _near(setting, here)


def _strongest(
    scores: Mapping[str, float], places: Places, told: Mapping[str, float], hints: Mapping[str, float]
) -> str:
    moving = [one for one in scores if one != places.here and _moves(one, places, told, hints)]
    return max(sorted(moving), key=lambda one: scores[one], default="")


def _near(one: str, other: str) -> bool:
    """Return whether what hints at one place is found in the other too."""
    return any(one in group and other in group for group in language_table("places.yaml")["neighbours"])
