"""Words for people, ``people.yaml``: what a noun tells of sex, age and job."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digiteller.language.grammar import grammar_words, language_table, people_words
from digiteller.language.page_content import Age, Sex


@dataclass(frozen=True)
class Described:
    """What a word tells of somebody."""

    kind: str = "human"
    sex: Sex = ""
    age: Age = ""
    job: str = ""


_FEMALE = re.compile(
    r"(?<=[\w -][\w -])(woman|women|girl|girls|lady|ladies|wife|wives|maid|mistress|mother|sister|daughter|queen)$"
)
_MALE = re.compile(r"(?<=[\w -][\w -])(man|men|boy|boys|gentleman|master|father|brother|son|king)$")
_ANY = re.compile(
    r"(?<=[\w -][\w -])[- ]?(keeper|maker|seller|driver|catcher|owner|player|person|people|folk|child|children|kid"
    r"|worker|rider|walker|teller|ringer|carver)s?$"
)
_CHILD = re.compile(r"(girl|girls|boy|boys|child|children|kid|kids)$")


@cache
def people() -> dict[str, Described]:
    """Return what each noun for a person tells."""
    table = language_table("people.yaml")
    found: dict[str, Described] = {}
    for told, words in table["people"].items():
        parts = told.split()
        sex: Sex = "female" if "female" in parts else "male" if "male" in parts else ""
        age: Age = next((one for one in ("baby", "child", "old") if one in parts), "")
        for word in words:
            found[word] = Described("human", sex, age)
    for job, words in table["jobs"].items():
        for word in words:
            noun, _, sexed = word.partition(" (")
            known: Sex = "female" if sexed.startswith("female") else "male" if sexed.startswith("male") else ""
            young: Age = "child" if _CHILD.search(noun) else ""
            found[noun] = Described("human", known or _sex_of_form(noun), young, job)
    return found


@cache
def described(noun: str) -> Described | None:
    """Return what a noun in its dictionary form tells of somebody; None if it is no word for people."""
    if noun in people():
        return people()[noun]
    if noun in people_words("no people"):
        return None
    word = next(iter(reversed(noun.replace("-", " ").split())), "")
    if " " not in noun and "-" in noun and word in people() and word not in {"team", "band", "crew", "any"}:
        return people()[word]
    if (
        re.search(r"(human|woman|german|roman|ottoman|snowman|talisman|shaman|caiman|toboggan)$", noun)
        and noun != "woman"
    ):
        return None
    if _FEMALE.search(noun) or _MALE.search(noun) or _ANY.search(noun):
        return Described("human", _sex_of_form(noun), "child" if _CHILD.search(noun) else "")
    return None


def _sex_of_form(noun: str) -> Sex:
    if _FEMALE.search(noun):
        return "female"
    return "male" if _MALE.search(noun) and not noun.endswith("woman") else ""


@cache
def titles() -> dict[str, Sex]:
    """Return the titles that stand before names, with the sex that they tell."""
    table = language_table("people.yaml")
    kin = {word: people()[word].sex for word in table["called by kinship"]}
    told: dict[str, Sex] = {**kin, **table["titles"]}
    return told


@cache
def same_person() -> dict[str, str]:
    """Return words that mean the same person to the first of them: ``{"mum": "mother"}``."""
    return {word: group[0] for group in language_table("people.yaml")["same"] for word in group}


@cache
def _first_names() -> dict[str, Sex]:
    text = (files("digiteller.language") / "first_names.txt").read_text(encoding="utf-8")
    _, female, male = re.split(r"\[(?:fe)?male\]", text)
    return {**dict.fromkeys(female.split(), "female"), **dict.fromkeys(male.split(), "male")}


def listed_name_sex(name: str) -> Sex:
    """Return the sex of a first name of the lists; empty for others: "Hana" is female, "Zorbla" is nothing."""
    low = name.lower()
    if low in grammar_words("girls' names"):
        return "female"
    if low in grammar_words("boys' names"):
        return "male"
    return _first_names().get(unicodedata.normalize("NFD", low).encode("ascii", "ignore").decode(), "")


def name_sex(name: str) -> Sex:
    """Return the sex that a first name is mostly given to, by the lists or its ending; empty if nobody can tell."""
    if told := listed_name_sex(name):
        return told
    if name.lower().endswith(("a", "ie", "elle", "ette", "ine", "ily", "ah", "ice", "ence", "een")):
        return "female"
    return ""
