"""Whom a text puts on a page, and what they do there."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.clauses import EARLIER, REAL, SAID, Clause
from digiteller.language.coreference import Memory, PageMentions, StoryPerson
from digiteller.language.mentions import Mention, Reading
from digiteller.language.noun_phrases import Noun
from digiteller.language.possession import Means, key_of
from digiteller.language.vocabulary import vocabulary

_WEAK = {"hold", "look", "stand", "think", "give", "walk"}
_UNSEEN = {"of", "like", "without", "about", "than", "as"}


class RoleFinder:
    """Finds who is meant on the pages of one story."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.last_thing = ""
        self.things: set[str] = set()
        """The keys of all things met so far."""

    def people(self, reading: Reading, page: PageMentions, acts: dict[StoryPerson, str], show: bool) -> Means:
        """Find whom a reading means, put them on the page if ``show``; return who each noun phrase is."""
        meant: dict[int, list[StoryPerson]] = {}
        page.begun = len(page.told)

        def means(noun: Noun) -> list[StoryPerson]:
            return meant.get(id(noun), [])

        only_said = show and not any(
            one.mode in {REAL, EARLIER}
            and (one.noun.value("figure") or one.noun.name or one.noun.pronoun not in {"", "nobody"})
            for one in reading.mentions
        )
        later: list[StoryPerson] = []
        for mention in reading.mentions:
            visible = mention.mode in {REAL, EARLIER} or (only_said and mention.mode == SAID and not self.memory.pages)
            if not visible:
                continue
            noun = mention.noun
            if self._is_thing(mention) or self._expletive(mention):
                if key_of(mention):
                    page.thing, page.thing_at = key_of(mention), noun.at
                    self.last_thing = page.thing
                continue
            owner = means(noun.possessor) if noun.possessor else []
            same = self._predicate(mention, means)
            if id(noun) in meant:
                members = meant[id(noun)]
            elif same:
                each = replace(noun, count=1, numbered=False, many=False, determiner="") if len(same) > 1 else noun
                members = [self.memory.described(one, each) for one in same]
            elif noun.pronoun == "they" and mention.role == "subject" and "all" in mention.clause.words:
                members = self._all_of(self.memory.meant(noun, page, mention.role, owner), page)
            elif mention.role == "subject" and self._whole(noun, mention.clause):
                members = self.memory.everyone(page)
            else:
                members = self.memory.meant(noun, page, mention.role, owner)
            meant[id(noun)] = members
            page.meet(members, noun.at, mention.clause, mention.role == "subject")
            part = mention.host is not None and _of_body(mention.host)
            if not show or (mention.role in _UNSEEN and not part):
                continue
            if noun.pronoun == "everyone" or (mention.role == "possessor" and not (part and not noun.pronoun)):
                later += members if noun.pronoun == "everyone" or noun.pronoun or noun.name else []
            else:
                page.show(members)
        if show and (not page.members or any(one.noun.pronoun == "everyone" for one in reading.mentions)):
            page.show(later)
        for clause in reading.clauses:
            deeds = [self._deed(one.value, clause) for one in clause.actions if one.sort == "action"]
            if reading.speech and clause.verb in {"cry", "shout", "sing"} and not clause.objects:
                continue
            if clause.mode in {REAL, EARLIER} and deeds:
                for subject in clause.subjects:
                    for member in means(subject):
                        acts[member] = _stronger(acts.get(member, "stand"), deeds[0])
        return means

    def _deed(self, action: str, clause: Clause) -> str:
        """Return the pose for a verb by its object: who flies a kite does not fly, who plays a drum makes music."""
        keys = {noun.value("prop") for noun in clause.objects} - {""}
        if action == "fly" and keys:
            return "hold"
        instruments = vocabulary().grammar["instruments"]
        if action == "play" and not (keys or self.things) & instruments:
            return "jump"
        return action

    def _all_of(self, meant: list[StoryPerson], page: PageMentions) -> list[StoryPerson]:
        """Return whom "they all" means: those of the pages before who have a name or have come back."""
        pages = self.memory.pages
        lasting = [
            one for one in self.memory.everyone(page) if one.name or sum(one in old.members for old in pages) > 1
        ]
        return list(dict.fromkeys([*meant, *lasting]))

    def _whole(self, noun: Noun, clause: Clause) -> bool:
        """Whether a place stands for everybody there: "the whole village danced"."""
        place = noun.value("setting") and not noun.value("figure")
        return bool(
            place and clause.actions and clause.actions[0].value in {"dance", "cheer", "sleep", "laugh", "sing", "cry"}
        )

    def _is_thing(self, mention: Mention) -> bool:
        noun = mention.noun
        if noun.name or noun.pronoun:
            return False
        return bool(key_of(mention)) and (not noun.value("figure") or not noun.value("prop"))

    def _expletive(self, mention: Mention) -> bool:
        """Whether "it" means nothing: "it rained", "it was dark"."""
        noun, clause = mention.noun, mention.clause
        if noun.head != "it" or mention.role != "subject":
            return False
        weather = any(one.sort == "weather" for one in clause.actions)
        told = any(one.value("figure") or one.when or one.value("weather") for one in clause.objects)
        return weather or (
            clause.verb in {"be", "get", "grow", "become"}
            and (
                told
                or bool(
                    {"dark", "late", "cold", "warm", "hot", "sunny", "rainy", "foggy", "windy", "time", "early"}
                    & set(clause.words)
                )
            )
        )

    def _predicate(self, mention: Mention, means: Means) -> list[StoryPerson]:
        """Return who a noun after "was" is: in "Pip was a fox" the fox is Pip."""
        clause, noun = mention.clause, mention.noun
        if mention.role != "object" or clause.verb not in {"be", "become"} or not noun.value("figure") or noun.name:
            return []
        subjects = [one for subject in clause.subjects for one in means(subject)]
        alike = all(one.kind == noun.value("figure") or (one.name and len(subjects) == 1) for one in subjects)
        return subjects if alike else []


def _of_body(noun: Noun) -> bool:
    rules = vocabulary().grammar
    return bool({noun.head, noun.word} & (rules["body"] | rules["backs"] | rules["hands"]))


def _stronger(old: str, new: str) -> str:
    """Return which of two things that a figure does is worth showing: the later one unless it is a weak one."""
    return old if new in _WEAK and old not in _WEAK else old if new == "hold" and old != "stand" else new
