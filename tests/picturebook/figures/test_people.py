"""People as data: every job, sex and age, their looks and their clothes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.language.page_content import Age, Figure, Moment, Sex
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.vector import Gradients, rasterise
from digiteller.picturebook.figures import costumes as wardrobe
from digiteller.picturebook.figures.appearance import Look, look_of
from digiteller.picturebook.figures.bodies import draw_body
from digiteller.picturebook.figures.costumes import clothes, costume_of, costumes, garments
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.figures.garment_details import DETAILS
from digiteller.picturebook.figures.hair_shapes import STYLES
from digiteller.picturebook.figures.species import list_species
from digiteller.picturebook.figures.sprite_figures import draw_sprite_figure
from digiteller.picturebook.staging.extents import extent_of

SEXES: tuple[Sex, ...] = ("female", "male", "")
AGES: tuple[Age, ...] = ("child", "adult", "old")
REGION = (-230.0, -400.0, 290.0, 100.0)
CAST = ("ada", "ben", "cleo", "dan", "eva", "finn")


def human(**who: Any) -> Figure:
    return Figure("human", **who)


def picture(figure: Figure, story: int = 1, scale: float = 0.2) -> NDArray[np.uint8]:
    """Return a figure as it stands, small."""
    look, gradients = look_of(figure, story), Gradients()
    if not look.species.head:
        return rasterise(draw_sprite_figure(look, figure.action, ""), (-60, -66, 60, 22), 2)
    return rasterise(draw_body(look, figure.action, "", gradients), REGION, scale, gradients)


def differ(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """Return how many pixels of two pictures differ clearly."""
    return int((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 20).sum())


class TestCostumes:
    @pytest.mark.parametrize("job", costumes())
    def test_every_job_is_drawn_for_every_sex_and_age(self, job: str) -> None:
        shown = {(sex, age): picture(human(id="x", job=job, sex=sex, age=age)) for sex, age in product(SEXES, AGES)}
        everyday = picture(human(id="x", sex="female", age="adult"))
        for sheet in shown.values():
            assert (sheet[..., 3] > 0).mean() > 0.02
            assert not sheet[[0, -1]][..., 3].any()
            assert not sheet[:, [0, -1]][..., 3].any()
        assert differ(shown["female", "adult"], shown["male", "adult"]) > 10
        girl, boy = (picture(human(id="x", job=job, sex=sex, age="child"), scale=0.5) for sex in ("female", "male"))
        assert differ(girl, boy) > 6
        assert differ(shown["female", "adult"], everyday) > 60
        for sex in SEXES:
            assert differ(shown[sex, "child"], shown[sex, "adult"]) > 100
            assert differ(shown[sex, "adult"], shown[sex, "old"]) > 60

    @pytest.mark.parametrize("sex", SEXES)
    @pytest.mark.parametrize("age", ["baby", *AGES])
    def test_who_has_no_job_wears_everyday_clothes(self, sex: Sex, age: Age) -> None:
        bodies = {look_of(human(id=name, sex=sex, age=age), 1).outfit.body for name in "abcdefghijkl"}
        assert bodies <= set(wardrobe.everyday(sex, age))
        assert len(bodies) > 1 or age == "baby"

    def test_what_costumes_name_can_be_drawn(self) -> None:
        def all_of(choice: object) -> set[object]:
            return set(choice) if isinstance(choice, tuple) else {choice}

        for garment in garments().values():
            assert set(garment.details) <= set(DETAILS)
        for costume, sex, age in product(costumes().values(), SEXES, AGES):
            worn = costume.worn_by(sex, age)
            assert all_of(worn.emblem) <= {"", *DETAILS}
            assert all_of(worn.hair) <= {"", *STYLES}
        assert set(wardrobe._table()["aliases"].values()) <= set(costumes())
        assert {what for part, what, _ in clothes().values() if part == "emblem"} <= set(DETAILS)

    @pytest.mark.parametrize(
        "record", [{"body": "toga"}, {"hat": "no such hat"}, {"trousers": "#ffffff"}, {"female": {"body": "toga"}}]
    )
    def test_a_wrong_costume_says_whose_it_is(self, record: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="senator"):
            wardrobe._costume("senator", record)

    def test_unknown_jobs_and_clothes_change_nothing(self) -> None:
        plain = look_of(human(id="x", sex="female"), 1)
        odd = look_of(human(id="x", sex="female", wears=("sporran", "", "blue")), 1)
        assert odd == plain
        assert look_of(human(id="x", sex="female", job="astrologer"), 1).outfit.hat == ""
        assert costume_of("sea captain") == costume_of("captain")
        assert costume_of("postman") == costume_of("postal worker")


class TestFaces:
    def test_women_and_children_have_no_beards_and_few_men_have(self) -> None:
        names = [f"person {at}" for at in range(60)]
        for job in ("", *costumes()):
            assert not look_of(human(id=names[0], sex="female", job=job), 1).hairdo.beard
            assert not look_of(human(id=names[0], sex="male", age="child", job=job), 1).hairdo.beard
        bearded = [bool(look_of(human(id=name, sex="male", age="adult"), 1).hairdo.beard) for name in names]
        assert 5 < sum(bearded) < 30
        assert look_of(human(id="x", sex="female", looks=("beard",)), 1).hairdo.beard == "full"

    def test_the_old_are_grey_and_some_have_glasses(self) -> None:
        looks = [look_of(human(id=str(at), sex="female", age="old"), 1) for at in range(20)]
        assert all(min(int(look.hairdo.color[at : at + 2], 16) for at in (1, 3, 5)) > 0x90 for look in looks)
        assert {look.outfit.glasses for look in looks} == {True, False}

    @pytest.mark.parametrize(
        "told",
        ["red hair", "curly hair", "long hair", "braids", "bald", "beard", "moustache", "glasses", "freckles", "fat"],
    )
    def test_looks_are_seen(self, told: str) -> None:
        figure = human(id="tom", sex="male", age="adult", looks=("black hair", "short hair"))
        plain = replace(look_of(figure, 3), freckles=False)
        other = look_of(replace(figure, looks=(told,)), 3)
        assert (other.hairdo, other.outfit.glasses, other.freckles, other.girth) != (
            plain.hairdo,
            plain.outfit.glasses,
            plain.freckles,
            plain.girth,
        )

    def test_relations_share_a_skin_tone_and_strangers_need_not(self) -> None:
        assert len({look_of(human(id=name, age="child"), 2).skin for name in CAST}) == 1
        assert len({look_of(human(id=str(at), job="farmer"), 2).skin for at in range(20)}) > 2

    def test_nobody_of_a_cast_looks_like_another(self) -> None:
        for story in range(5):
            looks = [look_of(human(id=name, sex="female", age="child"), story, CAST) for name in CAST]
            assert len({look.cloth for look in looks}) == len(CAST)
            assert len({look.hairdo for look in looks}) == len(CAST)


class TestIdentity:
    def test_somebody_looks_the_same_on_two_pages(self) -> None:
        troupe, light = Troupe(5, CAST), light_of("day", "clear", "calm", 1.0)
        pages = []
        for setting, others in (("meadow", ()), ("meadow", (human(id="ben"),))):
            ada = human(id="ada", sex="female", age="old", job="pilot")
            moment = Moment(setting, "day", "clear", "calm", (ada, *others))
            layer = troupe.layer(Actor("human", 160, 170, 120, True, figure=ada), moment, Canvas(320, 180), light)
            assert layer is not None
            pages.append(layer.image.tobytes())
        assert pages[0] == pages[1]

    def test_what_somebody_does_and_holds_changes_nothing_of_the_look(self) -> None:
        ada = human(id="ada", sex="female", age="child")
        busy = replace(ada, action="run", holds=("🔑",), slot="at table", rides="own:boat", name="Ada")
        assert look_of(ada, 4) == look_of(busy, 4)

    def test_a_hat_of_one_page_leaves_the_hair(self) -> None:
        ada = human(id="ada", sex="female", age="adult")
        assert look_of(ada, 4).hairdo == look_of(replace(ada, wears=("red hat",)), 4).hairdo


class TestClothes:
    @pytest.mark.parametrize("word", clothes())
    def test_all_clothes_are_seen_on_people(self, word: str) -> None:
        figure = human(id="q", sex="female", age="adult", looks=("short hair",))
        if word in {"glasses", "spectacles"}:
            assert look_of(replace(figure, wears=(word,)), 2).outfit.glasses
            return
        # Somebody in a grey jumper, whom everything suits.
        base = replace(figure, wears=("grey jumper", "black trousers", "black shoes"))
        dressed = replace(base, wears=(*base.wears, f"my old {word}"))
        unlike = word in {"tights", "stockings"}
        assert unlike or differ(picture(base, 2, 0.3), picture(dressed, 2, 0.3)) > 5

    def test_a_told_colour_is_worn(self) -> None:
        def outfit(*wears: str) -> Any:
            return look_of(human(id="q", wears=wears), 2).outfit

        assert outfit("red coat").color == "#d23f3c"
        assert outfit("yellow boots").boots == "#f6cf3f"
        assert outfit("blue woolly hat").hat == "woolly"
        assert outfit("blue woolly hat").hat_color == "#3f7fcf"
        assert outfit("red coat", "blue coat").color == "#3f7fcf"
        assert outfit("dark blue scarf").scarf < outfit("blue scarf").scarf

    @pytest.mark.parametrize("kind", [one for one in list_species() if one != "human"])
    def test_every_animal_can_wear_a_hat_a_scarf_and_a_coat(self, kind: str) -> None:
        bare = picture(Figure(kind, id="x"))
        for wears in ("red hat", "purple scarf", "blue coat"):
            assert differ(bare, picture(Figure(kind, id="x", wears=(wears,)))) > 5, wears

    @pytest.mark.parametrize("figure", [Figure("goat"), Figure("fox"), human(age="child")], ids=lambda one: one.kind)
    def test_a_hat_needs_its_room(self, figure: Figure) -> None:
        bare, hatted = (
            extent_of(Actor("x", 0, 0, 100, True, figure=replace(figure, wears=wears))) for wears in ((), ("top hat",))
        )
        assert hatted.box[1] < bare.box[1] - 5
        assert hatted.face == bare.face

    def test_boys_swim_in_trunks(self) -> None:
        wears = ("swimsuit",)
        assert look_of(human(sex="male", age="child", wears=wears), 1).outfit.body == "swimming trunks"
        assert look_of(human(sex="female", age="child", wears=wears), 1).outfit.body == "swimsuit"


class TestLying:
    @staticmethod
    def drawing(action: str, slot: str = "", ground: bool = True) -> str:
        figure = human(id="ada", sex="female", age="child", action=action, slot=slot)
        moment = Moment("bedroom", "night", "clear", "calm", (figure,))
        actor = Actor("human", 160, 170, 120, True, figure=figure, action=action, ground=ground)
        return Troupe(1)._drawing(actor, moment, Canvas(320, 180))[0]

    def test_there_is_a_quilt_only_in_bed(self) -> None:
        quilt = "#fff3d6"
        assert quilt in self.drawing("sleep", "in bed")
        assert quilt in self.drawing("lie", "in bed")
        assert quilt in self.drawing("sleep", ground=False)
        assert quilt not in self.drawing("sleep")
        assert quilt not in self.drawing("lie")

    def test_only_sleepers_snore(self) -> None:
        snore = 'stroke="#ffffff"'
        for slot in ("", "in bed"):
            assert self.drawing("sleep", slot).count(snore) >= self.drawing("lie", slot).count(snore) + 3


def test_the_old_stoop() -> None:
    def bowed(age: Age) -> Look:
        return look_of(human(id="x", sex="male", age=age), 1)

    from digiteller.picturebook.figures.limbs import pose_of

    assert pose_of(bowed("old"), "stand", False).lean > pose_of(bowed("adult"), "stand", False).lean


def test_those_of_a_group_differ_in_hair_and_clothes() -> None:
    cast = ("ann", "mover", "ben")
    movers = [look_of(Figure("human", id=one, sex="male"), 7, cast) for one in ("mover", "mover 1", "mover 2")]
    assert len({look.outfit.color for look in movers}) == 3
