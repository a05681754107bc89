"""What every page shows: who, where, when, in which weather, doing what, with which things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from digiteller.language.clauses import DREAM, EARLIER, REAL
from digiteller.language.coreference import Memory, PageMentions, StoryPerson
from digiteller.language.grammar import grammar_words
from digiteller.language.mentions import Reading, read_mentions
from digiteller.language.names import named
from digiteller.language.noun_phrases import Noun
from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.language.page_participants import RoleFinder
from digiteller.language.place_time_and_weather import SceneSetting, follow
from digiteller.language.possession import Hands, find_possessions, holdable
from digiteller.language.time_and_weather_cues import lit_after, time_of
from digiteller.language.undrawn_nouns import find_undrawn_nouns
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene

_MOST_FIGURES, _MOST_THINGS, _MOST_DREAMS = 6, 5, 3


def understand(scenes: Sequence[Scene]) -> tuple[Moment, ...]:
    """Return what each scene shows; what a scene does not say is taken from the scenes before it."""
    return _understood(tuple(scenes))


@lru_cache(maxsize=8)
def _understood(scenes: tuple[Scene, ...]) -> tuple[Moment, ...]:
    story = _Story(named(scenes))
    return tuple(story.page(scene) for scene in scenes)


class _Story:
    """What is known of a story up to a page."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = tuple(names.items())
        self.memory = Memory(names)
        self.lit = True
        self.settings: list[SceneSetting] = []
        self.owned: dict[StoryPerson, str] = {}
        self.things: dict[str, Thing] = {}
        self.casting = RoleFinder(self.memory)

    def page(self, scene: Scene) -> Moment:
        """Return what a scene shows."""
        before = self.settings[-1].shown if self.settings else SceneSetting().shown
        # A page without words of its own for the picture has its text there: read twice, a dragon would be two.
        described = "" if scene.picture == scene.text else scene.picture
        picture, text = read_mentions(described, self.names), read_mentions(scene.text, self.names)
        now = follow(picture, text, self.settings)
        setting = now.shown.place
        page = PageMentions(setting=setting, thing=self.casting.last_thing)
        acts, hands = self._told(picture, text, page)
        if text.speech and len(page.members) == 1 and self.memory.pages and setting == before.place:
            page.show([one for old in self.memory.pages[-1:-3:-1] for one in old.members][:2])
        if not page.members:
            page.show(self._still_there(hands, setting, before.place))
        figures, things = self._drawn(page, acts, hands)
        if not self.settings and not now.place and (element := _element(figures, things)):
            now = replace(now, place=element)
            setting = page.setting = element
        asleep = any(one.action == "sleep" for one in figures)
        if setting == "bedroom" and asleep and not (time_of(picture) or time_of(text)):
            now = replace(now, time="night")
        self.memory.pages.append(page)
        self.lit = lit_after(f"{scene.text} {scene.picture}", self.lit)
        dream = _dreams(figures, setting, picture, text)
        missing = tuple(dict.fromkeys([*find_undrawn_nouns(picture), *find_undrawn_nouns(text)]))
        if dream and figures and figures[0].action in {"stand", "sit"} and not figures[0].holds:
            figures = (replace(figures[0], action="think"), *figures[1:])
        self.settings.append(now)
        seen = now.shown
        return Moment(
            seen.place,
            seen.time,
            seen.weather,
            scene.mood,
            figures,
            things,
            self.lit,
            dream,
            missing,
            placed=bool(now.place),
            fire=_burns(picture) or _burns(text),
        )

    def _told(self, picture: Reading, text: Reading, page: PageMentions) -> tuple[dict[StoryPerson, str], Hands]:
        """Put those on the page whom the picture's words mention, or else the text; return what they do and have."""
        acts: dict[StoryPerson, str] = {}
        shown = self.casting.people(picture, page, acts, True)
        from_picture = bool(page.members) or bool(picture.mentions)
        hands = find_possessions(picture, shown, self._it(page))
        told = self.casting.people(text, page, acts, not page.members)
        more = find_possessions(text, told, self._it(page))
        kept = set(self.owned.values())
        for key, thing in more.things.items():
            if key not in hands.things and (not from_picture or key in kept):
                hands.things[key] = thing
        for key, holder in more.holders.items():
            if (
                key in hands.things
                and key not in hands.holders
                and key not in hands.set_down
                and holder in page.members
            ):
                hands.holders[key] = holder
        if not from_picture or not hands.rides:
            hands.rides = {**more.rides, **hands.rides}
        hands.set_down |= set() if from_picture else more.set_down
        return acts, hands

    def _it(self, page: PageMentions) -> Callable[[Noun], str]:
        """Return what tells which thing "it" is; "" for somebody or nothing."""

        def it(noun: Noun) -> str:
            if (
                noun.pronoun == "it"
                and noun.head == "it"
                and page.thing
                and not any(at == noun.at for at, _ in page.told)
            ):
                return page.thing
            return ""

        return it

    def _still_there(self, hands: Hands, setting: str, before: str) -> list[StoryPerson]:
        """Return who is there although nobody is named: those of the page before, or who was there last."""
        pages = self.memory.pages
        if not pages:
            return []
        if setting == before:
            return pages[-1].members
        here = next((old.members for old in reversed(pages) if old.setting == setting and old.members), [])
        return here or ([] if hands.things else pages[-1].members)

    def _drawn(
        self, page: PageMentions, acts: dict[StoryPerson, str], hands: Hands
    ) -> tuple[tuple[Figure, ...], tuple[Thing, ...]]:
        """Return the figures with what they do, hold and ride, and the things that stand by themselves."""
        for key, thing in hands.things.items():
            old = self.things.get(key)
            hands.things[key] = replace(thing, color=thing.color or (old.color if old else ""))
        self.things |= hands.things
        self.casting.things |= hands.things.keys()
        for key in hands.things:
            owner = next((who for who, what in self.owned.items() if what == key), None)
            if owner and key not in hands.holders and key not in hands.set_down and owner in page.members:
                hands.holders[key] = owner
        figures, held = [], set()
        for member in page.members[:_MOST_FIGURES]:
            action = acts.get(member, "stand")
            mine = [
                key
                for key, who in hands.holders.items()
                if who is member and key in hands.things and hands.things[key].count == 1
            ]
            ridden = hands.rides.get(member, "")
            holds = tuple(mine[-1:]) if member.count == 1 and holdable(action) and mine[-1:] != [ridden] else ()
            held |= set(holds)
            if holds:
                self.owned = {who: key for who, key in self.owned.items() if key != holds[0]}
                self.owned[member] = holds[0]
            if action == "ride" and not ridden:
                ridden = next((key for key in hands.things if key in vocabulary().grammar["vehicles"]), "")
            if action == "hold" and not holds:
                action = "stand"
            figures.append(
                replace(
                    member.figure(),
                    action="ride" if ridden and action in {"stand", "walk", "sit", "climb", "hold"} else action,
                    holds=holds,
                    held_color=hands.things[holds[0]].color if holds else "",
                    rides=ridden,
                )
            )
        for key in hands.set_down:
            self.owned = {who: what for who, what in self.owned.items() if what != key}
        ridden_things = {figure.rides for figure in figures}
        things = [thing for key, thing in hands.things.items() if key not in held and key not in ridden_things]
        return tuple(figures), tuple(things[:_MOST_THINGS])


def _burns(reading: Reading) -> bool:
    """Whether a fire is there: a campfire, a hearth."""
    return any(mention.mode == REAL and mention.noun.head in grammar_words("fires") for mention in reading.mentions)


def _element(figures: Sequence[Figure], things: Sequence[Thing]) -> str:
    """Return the sea for boats and the deep for fish, where a story does not say where it begins; or else ""."""
    if {"own:boat", "own:ship"} & ({thing.key for thing in things} | {one.rides for one in figures}):
        return "sea"
    return "underwater" if figures and all(vocabulary().kinds[one.kind].swims for one in figures) else ""


def _emblem(place: str, setting: str) -> str:
    """Return what stands for a place in a dream; nobody dreams of the setting where they are."""
    return "" if place == setting else vocabulary().emblems.get(place, "")


def _dreams(figures: Sequence[Figure], setting: str, *readings: Reading) -> tuple[str, ...]:
    """Return what is dreamed of: kinds of figures, keys of things, and what stands for places other than here."""
    known = vocabulary()
    found = []
    mentions = [one for reading in readings for one in reading.mentions]
    there = {id(one.noun) for one in mentions if one.mode in {REAL, EARLIER}}
    for mention in mentions:
        if mention.mode == DREAM and mention.role != "possessor" and id(mention.noun) not in there:
            noun = mention.noun
            if (
                noun.word in known.grammar["family"]
                and noun.possessor
                and figures
                and not known.kinds[figures[0].kind].person
            ):
                found.append(known.grown.get(figures[0].kind, figures[0].kind))
                continue
            found.append(noun.value("figure") or noun.value("prop") or _emblem(noun.value("setting"), setting))
    for reading in readings:
        found += [
            _emblem(one.value, setting) for one, mode, _ in reading.spots if mode == DREAM and one.sort == "setting"
        ]
    return tuple(dict.fromkeys(one for one in found if one))[:_MOST_DREAMS]
