"""From a story's words to its storyboard: who, where, when, doing what, with which things, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from digiteller.language.doing import Deed, choose, drawn_pose, find_deeds
from digiteller.language.grammar import grammar_words
from digiteller.language.holding import in_hands
from digiteller.language.noun_mentions import Mention, find_mentions, find_names, find_toys
from digiteller.language.page_content import Inset, Thing
from digiteller.language.page_things import (
    MOST,
    Surroundings,
    count_recurring,
    find_unshown,
    kept_from_before,
    rank_things,
    told_colors,
)
from digiteller.language.parsing import Parser, Tree, with_lemma
from digiteller.language.person_register import Register, register_persons
from digiteller.language.places import Cue, Places, find_cues, hint_places, indoors, settings_of, settle
from digiteller.language.presence import choose_present, dressing, ridden, slot_of, weigh_presence
from digiteller.language.scopes import Scope, frame_words, said_words
from digiteller.language.somebody import Somebody
from digiteller.language.storyboard import Page, Person, Presence, Storyboard, StoryHints, Unshown, portrait
from digiteller.language.times import is_habit, starts_anew, time_told, weather_told
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene

_MOST_PERSONS = 7
_BEDS = {"bedroom", "hospital", "cabin", "train"}


@dataclass
class _Shown:
    """What a page has to read: its picture's words, or else its text."""

    tree: Tree
    mentions: tuple[Mention, ...]
    said: frozenset[int]


@dataclass
class _State:
    """What lasts from page to page."""

    places: Places = field(default_factory=Places)
    time: str = ""
    weather: str = ""
    present: list[Somebody] = field(default_factory=list)
    seen_at: dict[Somebody, str] = field(default_factory=dict)
    """Where everybody was last."""
    worn: dict[Somebody, list[str]] = field(default_factory=dict)
    colors: dict[str, str] = field(default_factory=dict)
    """Of things, by their nouns."""
    things: tuple[Thing, ...] = ()
    things_at: str = ""
    """The setting of these."""
    lit: bool = True
    habit: str | None = None
    """The time before, if that told last was only what used to be, "at night he hummed"."""


def read_story(scenes: Sequence[Scene], parser: Parser, hints: StoryHints | None = None, title: str = "") -> Storyboard:
    """Return the storyboard of a story; what a page does not say is taken from the pages before it.

    Where a scene has words of its own for the picture, these say what is shown, and the text only who is who.
    """
    texts = (
        [f"{one.name} is {one.description.rstrip('.')}." for one in hints.characters if one.description]
        if hints
        else []
    )
    shown_at: list[int] = []
    for scene in scenes:
        texts.append(scene.text)
        if scene.picture and scene.picture != scene.text:
            texts.append(scene.picture)
        shown_at.append(len(texts) - 1)
    parsed = parser.parse(texts)
    trees = [Tree(text, tuple(map(with_lemma, words))) for text, words in zip(texts, parsed, strict=True)]
    names = find_names(trees)
    toys = find_toys(trees)
    pages = [(tree, find_mentions(tree, names, toys)) for tree in trees]
    register = register_persons(pages)
    reader = _Reader(register, scenes)
    reader.often = count_recurring([pages[at][1] for at in shown_at])
    shown_trees, who = [trees[at] for at in shown_at], [register.meant[at] for at in shown_at]
    reader.state.places.hints = hint_places(shown_trees, who)
    if title:
        told = parser.parse([title])[0]
        reader.state.places.note_title(Tree(title, tuple(map(with_lemma, told))))
    done = []
    for scene, at in zip(scenes, shown_at, strict=True):
        tree, mentions = pages[at]
        done.append(reader.page(scene, _Shown(tree, mentions, said_words(tree)), at))
    return reader.storyboard(done)


class _Reader:
    def __init__(self, register: Register, scenes: Sequence[Scene]) -> None:
        self.register = register
        self.count = len(scenes)
        self.state = _State()
        self.ids: dict[Somebody, str] = {}
        self.often: dict[str, int] = {}
        often = Counter(one for meant in register.meant for one in {two for who in meant.values() for two in who})
        self.hero = max(often, key=lambda one: (often[one] + one.narrator * 2, -one.number), default=None)

    def page(self, scene: Scene, shown: _Shown, at: int) -> Page:
        tree, mentions, state = shown.tree, shown.mentions, self.state
        meant = self.register.meant[at]
        by_head = {one.at: one for one in mentions}
        before = state.places.here
        main = {*state.present, *([self.hero] if self.hero else [])}
        anew = state.places.anew = starts_anew(tree, mentions)
        cues = find_cues(tree, mentions, meant, state.places, main)
        setting, place_words = settle(cues, state.places)
        time, time_words = time_told(
            tree, mentions, shown.said, state.time or ("day" if len(state.places.path) > 1 else ""), setting
        )
        weather, weather_words = weather_told(tree, mentions, shown.said)
        self._pass_time(time, weather, anew, before, setting, is_habit(tree, time_words))
        if not time and self._dark_bedroom(tree, setting):
            state.time = "night"
        state.lit = _lit(tree, state.lit) if time != "day" else True
        deeds = find_deeds(tree, mentions, meant, shown.said)
        weights = weigh_presence(tree, mentions, meant)
        alone = any(word.low in {"alone", "nobody", "empty"} for word in tree.words)
        setting = self._back_with(weights, cues, setting, before)
        if setting == "castle" and {word.lemma for word in tree.words} & _FURNISHED:
            setting = state.places.path[-1] = "throne room"
        stays = setting == before or not before
        present = choose_present(weights, state.present, stays, self.hero, alone)
        present = _ordered(present, weights, deeds)[:_MOST_PERSONS]
        persons: list[Presence] = []
        taken = set(place_words)
        for one in present:
            presence = self._presence(one, deeds.get(one, ()), shown, by_head, setting, taken)
            persons.append(presence)
        things = self._things(tree, mentions, taken, setting, persons)
        state.present = present
        state.seen_at |= dict.fromkeys(present, setting)
        insets = self._insets(shown, meant, present, setting)
        unshown = tuple(Unshown(word, "no drawing") for word in find_unshown(tree, mentions, taken))
        sources = _sources(tree, place=place_words, time=time_words, weather=weather_words)
        return Page(
            places=(setting,) if setting else (),
            time=state.time,
            weather=state.weather,
            mood=scene.mood,
            persons=tuple(persons),
            things=things,
            insets=insets,
            lit=state.lit,
            fire=_burns(tree, mentions),
            unshown=unshown,
            sources=sources,
        )

    def _back_with(self, weights: Mapping[Somebody, float], cues: Sequence[Cue], setting: str, before: str) -> str:
        """Return the place of a page that tells none: that of those who are on it, and were not on the one before."""
        state = self.state
        sure = [one for one, weight in weights.items() if weight >= 1.5]
        if (
            setting != before
            or not sure
            or any(one in state.present for one in sure)
            or any(cue.weight >= 1.0 for cue in cues)
        ):
            return setting
        places = {state.seen_at.get(one, "") for one in sure} - {""}
        if len(places) != 1 or not before:
            return setting
        state.places.path[-1] = places.pop()
        return state.places.path[-1]

    def _dark_bedroom(self, tree: Tree, setting: str) -> bool:
        """Return whether it is bedtime: in a bedroom, with more than one word that says so."""
        told = {word.lemma for word in tree.words} & _BEDTIME
        ill = {word.lemma for word in tree.words} & {"ill", "sick", "fever", "doctor", "morning", "nurse"}
        return setting == "bedroom" and len(told) >= 2 and not ill

    def _pass_time(self, time: str, weather: str, anew: bool, before: str, setting: str, habit: bool) -> None:
        state = self.state
        rooms = indoors()
        if state.habit is not None:
            state.time, state.habit = state.habit, None
        if habit:
            state.habit = state.time
        if time:
            state.time = time
        elif anew or state.time == "dawn":
            state.time = "day" if state.time else ""
        moved = bool(before) and before != setting
        if moved and not time and state.time == "dusk":
            state.time = ""
        if weather:
            state.weather = weather
        elif anew and state.weather != "snow":
            state.weather = ""
        elif moved and state.weather in {"rain", "storm", "wind"} and not {before, setting} & rooms:
            state.weather = state.weather if state.weather == "rain" else ""

    def _presence(
        self,
        one: Somebody,
        deeds: Sequence[Deed],
        shown: _Shown,
        by_head: Mapping[int, Mention],
        setting: str,
        taken: set[int],
    ) -> Presence:
        tree = shown.tree
        deed = choose(deeds)
        holds: list[Mention] = []
        slot = ride = ""
        drives = False
        for each in [*([deed] if deed else []), *deeds]:
            placing = tree.words[each.verb].lemma in _PLACING and tree.child(each.verb, "dobj") is not None
            if placing is each.done_to or (not placing and not each.done_to):
                slot = slot or slot_of(tree, each.verb, by_head)
            if each.done_to:
                continue
            ride = ride or ridden(tree, each.verb, by_head, setting)
            drives = drives or (
                bool(ride)
                and tree.words[each.verb].lemma
                in {"drive", "row", "steer", "sail", "pilot", "pedal", "ride", "fly", "paddle"}
            )
            holds += in_hands(tree, each.verb, by_head, setting)
            put_on, off = dressing(tree, each.verb)
            worn = self.state.worn.setdefault(one, [])
            worn += [new for new in put_on if new not in worn and new not in one.wears]
            self.state.worn[one] = [old for old in worn if old.split()[-1] not in {gone.split()[-1] for gone in off}]
        doing = deed.pose if deed else "stand"
        if slot == "in bed" and doing in {"stand", "hold", "listen", "look", "talk", "think"}:
            doing = "lie"
        if slot in {"on chair", "on sofa", "on bench", "at desk", "at table", "in bath"} and doing in {
            "stand",
            "talk",
            "think",
            "listen",
            "look",
            "work",
        }:
            doing = "sit"
        if slot.startswith(("under ", "in cupboard", "in wardrobe")) and doing in {
            "jump",
            "run",
            "crawl",
            "walk",
            "climb",
        }:
            doing = "hide"
        if slot.startswith(("under ", "behind ")) and doing in {"stand", "talk", "listen", "look"}:
            doing = "hide"
        if ride in _INSIDE.get(setting, ()):
            ride = ""
        if doing == "swim" and setting not in _WATERS:
            doing = "jump"
        if doing == "ride" and not ride:
            doing = "stand"
        if setting in _SEATED and doing == "stand" and not slot and not ride and one.kind == "human":
            doing, slot = "sit", "on bench"
        held = (
            holds[0]
            if holds and one.count == 1 and doing not in {"sleep", "swim", "crawl", "lie", "climb", "fall", "hug"}
            else None
        )
        if held is not None:
            taken.add(held.at)
        if ride:
            taken |= {mention.at for mention in by_head.values() if mention.thing == ride}
            doing = "drive" if drives and ride not in {"own:boat"} else "ride"
            slot = ""
        words = tuple(sorted({tree.numbers[deed.verb]})) if deed else ()
        color = next((word for word in held.words if word in vocabulary().colors), "") if held else ""
        return Presence(
            self._id(one),
            drawn_pose(doing),
            words,
            (held.thing,) if held else (),
            color,
            tuple(self.state.worn.get(one, ())),
            ride,
            drives,
            slot,
        )

    def _things(
        self, tree: Tree, mentions: Sequence[Mention], taken: set[int], setting: str, persons: Sequence[Presence]
    ) -> tuple[Thing, ...]:
        excluded = {key for one in persons for key in (*one.holds, one.rides) if key}
        if setting == "station" or setting == "train":
            excluded |= {"🚂", "🚃"}
        for mention in mentions:
            if settings_of(tree, mention)[0][:1] == (setting,):
                taken.add(mention.at)
        self.state.colors |= told_colors(tree, mentions, setting)
        slots = frozenset(one.slot.split()[-1] for one in persons if one.slot)
        before = self.state.things if self.state.things_at == setting else ()
        story = Surroundings(setting, slots, self.often, before, self.state.colors)
        ranked = rank_things(tree, mentions, taken, story, excluded)
        for _, mention, _ in ranked:
            taken.add(mention.at)
        things = [thing for thing, _, _ in ranked[:MOST]]
        things += kept_from_before(story, {one.key for one in things}, excluded)
        self.state.things, self.state.things_at = tuple(things[:MOST]), setting
        return self.state.things

    def _insets(
        self, shown: _Shown, meant: Mapping[int, tuple[Somebody, ...]], present: Sequence[Somebody], setting: str
    ) -> tuple[Inset, ...]:
        """Return at most one picture in the picture: what somebody dreams or thinks of, draws, or sees far off."""
        tree = shown.tree
        best: Inset | None = None
        for sort, scope in (("thought", Scope.THOUGHT), ("picture", Scope.DEPICTED), ("window", Scope.AFAR)):
            mentions = [one for one in shown.mentions if one.scope is scope and not one.pronoun]
            figures, things, place, of = [], [], "", ""
            for mention in mentions:
                thinker = self._thinker(tree, mention, meant)
                if sort == "thought" and (thinker is None or thinker not in present or not _vivid(tree, mention)):
                    continue
                of = of or (self.ids.get(thinker, "") if thinker is not None else "")
                if mention.at in meant:
                    figures += [portrait(self._person(one)) for one in meant[mention.at] if one not in present]
                elif mention.person is not None and mention.person.kind != "human":
                    figures.append(portrait(Person("", mention.person.kind, count=min(3, mention.count))))
                elif settings_of(tree, mention)[0] and not place:
                    place = settings_of(tree, mention)[0][0]
                elif mention.thing:
                    things.append(Thing(mention.thing, min(3, mention.count)))
            if place == setting:
                place = ""
            if sort == "window" and not (place or figures):
                continue
            if figures or things or place:
                best = best or Inset(sort, of, place, tuple(figures[:2]), tuple(things[:2]))  # type: ignore[arg-type]
        return (best,) if best else ()

    def _thinker(self, tree: Tree, mention: Mention, meant: Mapping[int, tuple[Somebody, ...]]) -> Somebody | None:
        for at in tree.above(mention.at):
            if tree.words[at].pos == "VERB" and tree.words[at].lemma in frame_words("thinking"):
                for subject in tree.children(at, "nsubj"):
                    if subject in meant:
                        return meant[subject][0]
                head = tree.words[at].head
                for subject in tree.children(head, "nsubj"):
                    if subject in meant:
                        return meant[subject][0]
        return None

    # -- persons

    def _id(self, one: Somebody) -> str:
        if one not in self.ids:
            base = (
                one.names[0] if one.names else "i" if one.narrator else one.nouns[0] if one.nouns else "somebody"
            ).lower()
            same = sum(1 for other in self.ids.values() if re.fullmatch(rf"{re.escape(base)}(?: \d+)?", other))
            self.ids[one] = base if not same else f"{base} {same + 1}"
        return self.ids[one]

    def _person(self, one: Somebody) -> Person:
        size: Any = one.size if one.size in {"small", "big"} else ""
        return Person(
            self._id(one),
            one.kind,
            one.names[0] if one.names else "",
            one.sex,
            one.age,
            one.job,
            tuple(one.looks),
            tuple(one.wears),
            one.color,
            size,
            one.count,
        )

    def storyboard(self, pages: Sequence[Page]) -> Storyboard:
        """Return the finished storyboard, with all who are on a page."""
        there = {presence.person for page in pages for presence in page.persons}
        there |= {figure.id for page in pages for inset in page.insets for figure in inset.figures if figure.id}
        persons = tuple(self._person(one) for one in self.register.everybody if self.ids.get(one) in there)
        if sum(page.places[:1] in _OFF_EARTH for page in pages) * 2 > len(pages):
            persons = tuple(
                replace(one, job="astronaut") if one.kind == "human" and one.job in _CREW else one for one in persons
            )
        return Storyboard(persons, tuple(pages))


def _ordered(
    present: Sequence[Somebody], weights: Mapping[Somebody, float], deeds: Mapping[Somebody, Sequence[Deed]]
) -> list[Somebody]:
    return sorted(
        dict.fromkeys(present),
        key=lambda one: -(weights.get(one, 0.0) + (0.5 if deeds.get(one) else 0.0) - 0.3 * (one.count > 1)),
    )


_VIVID = {
    "dream",
    "imagine",
    "remember",
    "think",
    "wish",
    "picture",
    "daydream",
    "recall",
    "long",
    "miss",
    "want",
    "wonder",
    "pretend",
}


def _vivid(tree: Tree, mention: Mention) -> bool:
    return any(tree.words[at].lemma in _VIVID for at in tree.above(mention.at))


_PLACING = {
    "put",
    "set",
    "tuck",
    "place",
    "lay",
    "lower",
    "drop",
    "wheel",
    "lift",
    "slide",
    "push",
    "pull",
    "throw",
    "hang",
    "stick",
    "pour",
    "pack",
    "load",
    "carry",
    "bring",
    "take",
    "find",
    "see",
    "spread",
    "tie",
    "pin",
    "plant",
    "bury",
    "kick",
    "toss",
    "roll",
    "shove",
    "lead",
    "send",
    "pick",
    "fetch",
    "leave",
    "draw",
    "hide",
    "keep",
    "drag",
    "spot",
    "notice",
    "store",
    "build",
    "plop",
    "dump",
    "balance",
    "pile",
    "stack",
    "arrange",
    "slip",
    "squeeze",
    "press",
    "knock",
    "scatter",
    "spill",
    "paint",
    "write",
}
"""Verbs whose object is then where they say, and not their subject: "she slid the bucket beneath the nest"."""
_FURNISHED = {
    "fire",
    "fireplace",
    "chair",
    "armchair",
    "throne",
    "candle",
    "bed",
    "carpet",
    "curtain",
    "banquet",
    "feast",
    "floor",
    "ceiling",
}
"""What is in a castle's rooms and not before its walls."""
_WATERS = {
    "sea",
    "lake",
    "river",
    "underwater",
    "beach",
    "swimming pool",
    "pond",
    "harbour",
    "swamp",
    "waterfall",
    "ship",
    "island",
    "bathroom",
}
_SEATED = {"train", "bus", "aeroplane"}
"""Where people sit unless something else is told."""
_INSIDE = {"bus": {"🚌"}, "train": {"🚂", "🚃"}, "aeroplane": {"✈️"}, "spaceship": {"🚀"}, "ship": {"own:ship"}}
"""Sets that are the inside of a vehicle."""
_OFF_EARTH = {("space",), ("spaceship",), ("moon",), ("red planet",)}
_CREW = {"", "captain", "pilot", "mechanic", "scientist", "doctor", "sailor", "professor"}
"""Whom one sees in a spacesuit in a story that plays in space."""
_BEDTIME = {
    "asleep",
    "awake",
    "pillow",
    "blanket",
    "dream",
    "pyjama",
    "pyjamas",
    "bedtime",
    "goodnight",
    "tuck",
    "yawn",
    "sleep",
    "lamp",
    "lullaby",
    "snore",
    "sleepy",
    "quilt",
    "duvet",
}
_LAMPS = {"lamp", "light", "candle", "lantern"}


def _lit(tree: Tree, before: bool) -> bool:
    """Return whether lamps are on after a page: "the lamp was off", "he turned out the light", "she lit a candle"."""
    lit = before
    for at, word in enumerate(tree.words):
        if word.lemma not in _LAMPS or word.pos != "NOUN":
            continue
        verb = word.head
        beside = {tree.words[one].low for one in (*tree.children(verb), verb)}
        if beside & {"off", "out"} and word.dep in {"nsubj", "dobj", "nsubjpass"}:
            lit = False
        elif beside & {"on", "lit", "light", "glowed", "shone", "burned", "lighted", "flickered"} and word.dep in {
            "nsubj",
            "dobj",
            "nsubjpass",
        }:
            lit = True
    return lit


def _burns(tree: Tree, mentions: Sequence[Mention]) -> bool:
    return any(one.scope is Scope.HERE and tree.words[one.at].lemma in grammar_words("fires") for one in mentions)


def _sources(tree: Tree, **parts: Sequence[int]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((name, tuple(sorted({tree.numbers[at] for at in words}))) for name, words in parts.items() if words)
