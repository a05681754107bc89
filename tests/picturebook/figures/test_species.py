"""The records of ``kinds.yaml``: one for every kind that the vocabulary knows."""

from __future__ import annotations

from typing import Any

import pytest

from digiteller.language.page_content import Figure
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.figures import species
from digiteller.picturebook.figures.costumes import costumes
from digiteller.picturebook.figures.faces import Face, draw_animal_face
from digiteller.picturebook.figures.species import HUMAN, as_human, is_person, list_species, species_of
from digiteller.picturebook.figures.sprites import SIDE, drawing
from digiteller.picturebook.staging.individuals import list_individuals
from digiteller.picturebook.staging.sizes import natural

KINDS = sorted(vocabulary().kinds)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_the_vocabulary_has_a_full_record(name: str) -> None:
    record = species_of(Figure(name))
    assert record.name == name
    assert drawing(record.emoji)
    assert 0.1 < record.height < 3


def test_no_record_is_left_over() -> None:
    assert sorted(list_species()) == KINDS


@pytest.mark.parametrize("name", ["girl", "king", "captain", "santa"])
def test_a_word_for_a_person_is_a_human_in_the_clothes_of_a_job(name: str) -> None:
    assert species_of(Figure(name)).name == HUMAN
    job = as_human(Figure(name)).job
    assert not job or job in costumes()


def test_an_unknown_kind_is_drawn_as_a_person() -> None:
    assert species_of(Figure("snark")).name == HUMAN
    assert is_person(Figure("snark"))


def test_hats_and_scarves_are_on_the_square() -> None:
    for kind in list_species().values():
        for x, y, wide in filter(None, (kind.crown, kind.neck)):
            assert 0 < x < SIDE, kind
            assert 0 < y < SIDE, kind
            assert 2 < wide < 20, kind


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"sprite": "🐐", "height": 0.7, "habitat": "pub"}, "habitat"),
        ({"sprite": "🐐", "head": "🐻", "height": 0.7, "habitat": "ground"}, "head or sprite"),
        ({"height": 0.7, "habitat": "ground"}, "head or sprite"),
        ({"sprite": "🐐", "height": 0, "habitat": "ground"}, "height"),
        ({"sprite": "🐐", "height": 1, "habitat": "ground", "tail": "long"}, "tail"),
        ({"sprite": "🐐", "height": 1, "habitat": "ground", "horns": 2}, "horns"),
        ({"sprite": "🐐", "height": 1, "habitat": "ground", "crown": [1, 2]}, "crown"),
        ({"sprite": "🐐", "habitat": "ground"}, "height"),
    ],
)
def test_a_wrong_record_says_what_is_wrong(record: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=rf"goat.*{said}"):
        species._checked("goat", record)


def test_ages_and_sexes_have_their_heights() -> None:
    def high(**who: Any) -> float:
        return natural(Figure(HUMAN, **who))

    assert high(age="baby") < high(age="child") < high(sex="female", age="old") < high(sex="female", age="adult")
    assert high(sex="female", age="adult") < high(sex="male", age="adult") < high(sex="male", job="giant")
    assert high(age="child", job="captain") == high(age="child")
    assert high(looks=("tiny",)) < 0.6 * high()
    assert high(looks=("tall",)) > high()
    assert natural(Figure("dragon", age="child")) < natural(Figure("dragon"))


def test_groups_of_people_are_no_twins() -> None:
    from digiteller.language.page_content import Moment
    from digiteller.picturebook.figures.appearance import look_of

    moment = Moment("park", "day", "clear", "calm", (Figure(HUMAN, id="children", age="child", count=4),))
    looks = {look_of(one.figure, 2) for one in list_individuals(moment)}
    assert len(looks) == 4


@pytest.mark.parametrize("mood", ["sad", "afraid", "crying", "straining"])
@pytest.mark.parametrize("color", ["", "#222222", "#3f6fc0"])
def test_every_animal_has_a_face_in_every_colour_and_mood(color: str, mood: str) -> None:
    for record in list_species().values():
        if record.sprite:
            assert draw_animal_face(record.sprite, color, Face(mood))
