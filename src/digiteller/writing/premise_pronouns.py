"""What the pronouns of a premise tell of the sexes of its persons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from digiteller.language.parsing import Tree
from digiteller.writing.knowledge import Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_names import PremisePerson
from digiteller.writing.story_people import StorySex


def with_pronouns(tree: Tree, person: PremisePerson, *, first: bool, alone: bool) -> PremisePerson:
    """Return a person with the sex that the pronouns tell, where nothing else does."""
    if person.sex or not (first or alone):
        return person
    said = Counter(word.low for word in tree.words)
    female = said["she"] + said["her"] + said["hers"] + said["herself"]
    male = said["he"] + said["him"] + said["his"] + said["himself"]
    if female != male:
        return replace(person, sex="female" if female > male else "male")
    thing = person.being.has("machine") or person.being.has("live_thing")
    own = bool(said["its"] or said["itself"]) and not person.being.has("human")
    return replace(person, sex="none") if own or (thing and said["it"]) else person


def as_pronouns_say(tree: Tree, person: PremisePerson, known: Knowledge) -> PremisePerson:
    """Return who is named alone in a premise with the sex of its pronouns: "Tobi ... his class" is a boy."""
    said = {word.low for word in tree.words}
    female, male = bool(said & {"she", "her", "herself"}), bool(said & {"he", "him", "his", "himself"})
    sex: StorySex = "female" if female else "male"
    if female == male or person.sex == sex:
        return person
    other = {"girl": "boy", "boy": "girl", "woman": "man", "man": "woman"}.get(person.being.id)
    if other is None:
        return replace(person, sex=sex)
    being = known["being"].entries[other]
    noun = being.get("noun") if person.noun.text == person.being.id else person.noun
    assert isinstance(noun, Noun)
    return replace(person, sex=sex, being=being, noun=noun)


def by_other_pronouns(tree: Tree, people: list[PremisePerson]) -> list[PremisePerson]:
    """Return persons with the sex of the second: "a boy waits for a crow to bring her friends" has a female crow."""
    free = [one for one in people if not one.sex]
    first = people[0].sex if people else ""
    if len(free) != 1 or first not in ("female", "male") or not any(one.sex for one in people):
        return people
    sex: StorySex = "male" if first == "female" else "female"
    said = {"she", "her", "hers", "herself"} if sex == "female" else {"he", "him", "his", "himself"}
    if not any(word.low in said for word in tree.words) or any(one.sex == sex for one in people):
        return people
    return [replace(one, sex=sex) if one is free[0] else one for one in people]
