"""From a story's words to its storyboard: who, where, when, doing what, with which things, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from digiteller.language.departures import who_is_far_off, who_is_left
from digiteller.language.doing import Deed, find_deeds, pose_words
from digiteller.language.grammar import (
    grammar_words,
    place_words,
    time_words,
)
from digiteller.language.kept_things import kept_from_before
from digiteller.language.light_changes import find_light_changes
from digiteller.language.noun_mentions import Mention, find_mentions, find_toys
from digiteller.language.page_content import Thing
from digiteller.language.page_things import (
    MOST,
    Surroundings,
    count_recurring,
    rank_things,
    told_colors,
)
from digiteller.language.parsing import Parser, Tree
from digiteller.language.person_acts import gather_acts, show_person
from digiteller.language.person_register import Register, register_persons
from digiteller.language.place_cues import find_cues
from digiteller.language.place_nouns import indoors, settings_of
from digiteller.language.places import PlaceCue, Places, hint_places, settle
from digiteller.language.positions import Position, carried_by, position_at_home, tells_of_illness
from digiteller.language.presence import choose_present, weigh_presence
from digiteller.language.presence_features import Around, Evidence, find_evidence
from digiteller.language.scopes import Scope, said_words
from digiteller.language.seasons import season_told
from digiteller.language.somebody import Somebody
from digiteller.language.speakers import Said, Speakers
from digiteller.language.story_cast import StoryCast
from digiteller.language.story_insets import find_insets
from digiteller.language.story_names import find_names
from digiteller.language.storyboard import Act, Line, Page, Presence, Storyboard, StoryHints, Unshown
from digiteller.language.times import is_habit, starts_anew, time_told
from digiteller.language.told_acts import tell_acts
from digiteller.language.told_sounds import find_sounds
from digiteller.language.unshown_things import find_unshown
from digiteller.language.verb_lemmas import with_lemma
from digiteller.language.weather_words import weather_told
from digiteller.story import Scene

_MOST_PERSONS = 7


@dataclass
class _Shown:
    """What a page has to read: its picture's words, or else its text."""

    tree: Tree
    mentions: tuple[Mention, ...]
    said: frozenset[int]
    meant: dict[int, tuple[Somebody, ...]]


@dataclass
class _State:
    """What lasts from page to page."""

    places: Places = field(default_factory=Places)
    time: str = ""
    weather: str = ""
    present: list[Somebody] = field(default_factory=list)
    seen_at: dict[Somebody, str] = field(default_factory=dict)
    """Where everybody was last."""
    positions: dict[Somebody, tuple[str, Position]] = field(default_factory=dict)
    """The setting in which everybody was last, and where in it."""
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

    Where a scene has words of its own for the picture, these say what is shown; the text only tells who is who, and
    the place, time and weather of which these say nothing.
    """
    texts = (
        [f"{one.name} is {one.description.rstrip('.')}." for one in hints.characters if one.description]
        if hints
        else []
    )
    shown_at: list[int] = []
    text_at: list[int] = []
    for scene in scenes:
        text_at.append(len(texts))
        texts.append(scene.text)
        if scene.picture and scene.picture != scene.text:
            texts.append(scene.picture)
        shown_at.append(len(texts) - 1)
    parsed = parser.parse(texts)
    trees = [Tree(text, tuple(map(with_lemma, words))) for text, words in zip(texts, parsed, strict=True)]
    names = find_names(trees)
    toys = find_toys(trees)
    pages = [(tree, find_mentions(tree, names, toys)) for tree in trees]
    for at in set(shown_at) - set(text_at):
        pages[at] = trees[at], _of_the_story(pages[at][1])
    register = register_persons(pages)
    reader = _Reader(register, scenes)
    reader.often = count_recurring([pages[at][1] for at in shown_at])
    shown_trees, who = [trees[at] for at in shown_at], [register.meant[at] for at in shown_at]
    reader.bedridden = any(map(tells_of_illness, trees))
    evidence = [find_evidence(*pages[at], register.meant[at]) for at in shown_at]
    reader.state.places.hints = hint_places(shown_trees, who)
    if title:
        told = parser.parse([title])[0]
        reader.state.places.note_title(Tree(title, tuple(map(with_lemma, told))))
    done = []
    speakers = Speakers()
    for number, (scene, at, told_at) in enumerate(zip(scenes, shown_at, text_at, strict=True)):
        shown, text = (_Shown(*pages[one], said_words(trees[one]), register.meant[one]) for one in (at, told_at))
        page = reader.page(scene, shown, text if at != told_at else None, evidence[number : number + 2])
        done.append(replace(page, lines=reader.lines(speakers.on_page(trees[told_at], register.meant[told_at]))))
    return reader.cast.storyboard(register.everybody, done)


class _Reader:
    def __init__(self, register: Register, scenes: Sequence[Scene]) -> None:
        self.register = register
        self.count = len(scenes)
        self.state = _State()
        self.cast = StoryCast()
        self.often: dict[str, int] = {}
        self.bedridden = False
        """Whether somebody is ill in the story."""
        often = Counter(one for meant in register.meant for one in {two for who in meant.values() for two in who})
        self.hero = max(often, key=lambda one: (often[one] + one.narrator * 2, -one.number), default=None)

    def page(self, scene: Scene, shown: _Shown, text: _Shown | None, evidence: Sequence[Evidence]) -> Page:
        """Return what a page shows: first where and when, then who and what they do, then with which things.

        ``text`` is what it tells besides, if the picture has words of its own; ``evidence`` is what it, and the page
        after it if there is one, tell of whom they mention.
        """
        tree, mentions, state, meant = shown.tree, shown.mentions, self.state, shown.meant
        by_head = {one.at: one for one in mentions}
        before = state.places.here
        main = {*state.present, *([self.hero] if self.hero else [])} if text is None else set()
        anew = starts_anew(tree, mentions)
        state.places.anew = anew or text is not None  # a picture's words say where it is
        cues = find_cues(tree, mentions, meant, state.places, main)
        if text and not any(cue.weight >= 1.0 for cue in cues):
            cues = [replace(cue, at=0) for cue in find_cues(text.tree, text.mentions, text.meant, state.places, main)]
        setting, place_at = settle(cues, state.places)
        time, time_at = time_told(
            tree, mentions, shown.said, state.time or ("day" if len(state.places.path) > 1 else ""), setting
        )
        weather, weather_at = weather_told(tree, mentions, shown.said)
        if text:
            time = time or time_told(text.tree, text.mentions, text.said, state.time, setting)[0]
            weather = weather or weather_told(text.tree, text.mentions, text.said)[0]
        season, season_at = season_told(tree, shown.said)
        if text and not season:
            season = season_told(text.tree, text.said)[0]
        self._pass_time(time, weather, anew, before, setting, is_habit(tree, time_at))
        if not time and self._dark_bedroom(tree, setting):
            state.time = "night"
        state.lit = _lit(tree, state.lit) if time != "day" else True
        deeds = find_deeds(tree, mentions, meant, shown.said)
        weights = weigh_presence(evidence[0])
        alone = any(word.low in {"alone", "nobody", "empty"} for word in tree.words)
        setting = self._back_with(weights, cues, setting, before)
        if setting == "castle" and {word.lemma for word in tree.words} & place_words("in castle rooms"):
            setting = state.places.path[-1] = "throne room"
        stays = setting == before or not before
        after = evidence[1] if len(evidence) > 1 else {}
        present = choose_present(evidence[0], Around(state.present, stays, after, self.hero, alone))
        left = who_is_left(tree, mentions, meant, place_at) if before and not stays else frozenset()
        present = [one for one in present if one not in left | who_is_far_off(mentions, meant)]
        present = _ordered(present, weights, deeds)[:_MOST_PERSONS]
        persons: list[Presence] = []
        taken = set(place_at)
        for one in present:
            presence, words = self._presence(one, deeds.get(one, ()), shown, by_head, setting)
            persons.append(presence)
            taken |= words
        persons = self._mounted(persons)
        things = self._things(tree, mentions, taken, setting, persons)
        state.present = present
        state.seen_at |= dict.fromkeys(present, setting)
        insets = find_insets(tree, mentions, meant, present, setting, self.cast)
        unshown = tuple(Unshown(word, "no drawing") for word in find_unshown(tree, mentions, taken))
        sources = _sources(tree, place=place_at, time=time_at, weather=weather_at, season=season_at)
        return Page(
            places=(setting,) if setting else (),
            time=state.time,
            weather=state.weather,
            season=season,
            mood=scene.mood,
            persons=tuple(persons),
            things=things,
            insets=insets,
            lit=state.lit,
            fire=_burns(tree, mentions),
            unshown=unshown,
            sources=sources,
            acts=self._acts(text or shown) if scene.text else (),
            lights=find_light_changes((text or shown).tree, (text or shown).said) if scene.text else (),
            effects=find_sounds((text or shown).tree, (text or shown).said) if scene.text else (),
        )

    def _acts(self, told: _Shown) -> tuple[Act, ...]:
        """Return what those on the page do in the words that are heard."""
        return tell_acts(told.tree, told.mentions, told.meant, told.said, self.cast.id_of, self.state.present)

    def lines(self, said: Sequence[Said]) -> tuple[Line, ...]:
        """Return who says what on a page."""
        return tuple(Line(tuple(map(self.cast.id_of, one.by)), one.first, one.last) for one in said)

    def _back_with(self, weights: Mapping[Somebody, float], cues: Sequence[PlaceCue], setting: str, before: str) -> str:
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
        told = {word.lemma for word in tree.words} & time_words("bedtime")
        ill = {word.lemma for word in tree.words} & {"ill", "sick", "fever", "doctor", "morning", "nurse"}
        return setting == "bedroom" and len(told) >= 2 and not ill

    def _pass_time(self, time: str, weather: str, anew: bool, before: str, setting: str, habit: bool) -> None:
        """Take up the time and the weather told, or let those of the page before end: rain ends with its day."""
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
        self, one: Somebody, deeds: Sequence[Deed], shown: _Shown, by_head: Mapping[int, Mention], setting: str
    ) -> tuple[Presence, set[int]]:
        """Return how somebody is shown, and the words whose things are then with them."""
        worn = self.state.worn.setdefault(one, [])
        before = self._position(one, deeds, setting)
        acting = gather_acts(shown.tree, one, deeds, by_head, setting, worn, before)
        presence, taken = show_person(shown.tree, one, self.cast.id_of(one), acting, by_head, setting, worn)
        mounts = shown.meant.get(acting.mount, ()) if acting.mount is not None and not presence.rides else ()
        if mounts and mounts[0].kind != "human" and mounts[0] is not one:
            doing = presence.doing if presence.doing in pose_words("aboard") else "ride"
            presence = replace(presence, rides=self.cast.id_of(mounts[0]), doing=doing, slot="", posture="")
        elif carried := carried_by(shown.tree, deeds, shown.meant):
            presence = self._carried(one, presence, *carried)
        after = replace(acting.after, rides=presence.rides)
        kept = presence.rides or presence.slot in {"on bed", "on bench", "at wheel"}
        if presence.slot == "on bench":
            after = replace(after, posture="sit")
        self.state.positions[one] = setting, replace(after, slot=presence.slot) if kept else after
        return presence, taken

    def _mounted(self, persons: Sequence[Presence]) -> list[Presence]:
        """Return those on a page, who ride nobody that is not there."""
        elsewhere = set(self.cast.ids.values()) - {one.person for one in persons}
        return [_dismounted(one) if one.rides in elsewhere else one for one in persons]

    def _carried(self, one: Somebody, presence: Presence, by: Somebody, slot: str) -> Presence:
        """Return how somebody is shown on somebody else's lap, or in bed at the feet of who lies there."""
        if by is one or by.count != 1 or one.count != 1:
            return presence
        if by.kind != "human" and one.kind == "human":
            return replace(presence, rides=self.cast.id_of(by), doing="ride", slot="", posture="")
        if slot == "at feet":
            abed = self.state.positions.get(by, ("", Position()))[1].slot == "in bed"
            return replace(presence, slot="on bed") if abed else presence
        doing = presence.doing if presence.doing in pose_words("aboard") else "ride"
        return replace(presence, rides=self.cast.id_of(by), doing=doing, slot=slot, posture="")

    def _position(self, one: Somebody, deeds: Sequence[Deed], setting: str) -> Position:
        """Return where somebody is as a page begins: where they were, or where one is at such a place."""
        where, position = self.state.positions.get(one, ("", Position()))
        abed = position.posture == "lie" and position.slot
        if self.state.places.anew and not (abed and (self.bedridden or self.state.time == "night")):
            position = Position()
        if position.slot.startswith(("under ", "behind ", "at ")) and deeds:
            position = Position(position.posture)
        if not (position.slot or position.rides):
            position = Position()  # nobody sits on the ground for long
        if where == setting and position != Position():
            return position
        moved = any(not deed.done_to and deed.pose in pose_words("moving") for deed in deeds)
        if moved or where == setting:
            return Position()
        return position_at_home(one, setting, self.state.time, one.job == "teacher")

    def _things(
        self, tree: Tree, mentions: Sequence[Mention], taken: set[int], setting: str, persons: Sequence[Presence]
    ) -> tuple[Thing, ...]:
        """Return the things that a page shows, without those that are held or ridden, or that are the place itself."""
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


def _of_the_story(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return a picture's mentions: "a small fox" that it shows is the story's fox, if there is one."""
    return tuple(replace(one, definite="the") if one.definite == "a" and one.count == 1 else one for one in mentions)


def _dismounted(one: Presence) -> Presence:
    return replace(one, rides="", doing="stand" if one.doing == "ride" else one.doing)


def _ordered(
    present: Sequence[Somebody], weights: Mapping[Somebody, float], deeds: Mapping[Somebody, Sequence[Deed]]
) -> list[Somebody]:
    return sorted(
        dict.fromkeys(present),
        key=lambda one: -((weights.get(one, -1.0) > 0) + (0.5 if deeds.get(one) else 0.0) - 0.3 * (one.count > 1)),
    )


def _lit(tree: Tree, before: bool) -> bool:
    """Return whether lamps are on after a page: "the lamp was off", "he turned out the light", "she lit a candle"."""
    lit = before
    for word in tree.words:
        if word.lemma not in time_words("room lights") or word.pos != "NOUN":
            continue
        verb = word.head
        beside = {tree.words[one].low for one in (*tree.children(verb), verb)}
        if beside & {"off", "out"} and word.dep in {"nsubj", "dobj", "nsubjpass"}:
            lit = False
        elif beside & time_words("burning") and word.dep in {
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
