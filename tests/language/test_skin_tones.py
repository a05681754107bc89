from __future__ import annotations

from digiteller.language.page_content import Figure
from digiteller.language.skin_tones import looks_with_skins, skin_told
from digiteller.language.storyboard import Person
from digiteller.picturebook.figures.appearance import look_of


def skins(*persons: Person) -> list[str]:
    return [skin_told(looks) for looks in looks_with_skins(persons)]


def test_who_is_told_no_skin_has_what_most_have() -> None:
    told = (
        Person("kofi", looks=("dark skin",)),
        Person("efua", looks=("dark skin",)),
        Person("ada", looks=("light skin",)),
    )
    assert skins(*told, Person("mother")) == ["dark skin", "dark skin", "light skin", "dark skin"]
    assert skins(Person("kofi", looks=("brown skin",)), Person("fox", "fox")) == ["brown skin", ""]


def test_fair_hair_makes_a_family_light_but_no_strangers() -> None:
    found = skins(Person("lumi", looks=("blond hair",)), Person("mother"), Person("baker", job="baker"))
    assert found == ["light skin", "light skin", ""]
    assert skins(Person("mo"), Person("mother", looks=("black hair",))) == ["", ""]


def test_skin_is_drawn_as_told_in_every_story() -> None:
    for story in range(5):
        tones = [look_of(Figure("human", looks=(f"{one} skin",)), story).skin for one in ("light", "brown", "dark")]
        assert tones[0] in {0, 1}
        assert tones[1:] == [3, 4]
