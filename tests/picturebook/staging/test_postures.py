"""Postures on a page: on its furniture, on the ground, in somebody's arms."""

from __future__ import annotations

from random import Random

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.postures import settle_postures


def page(setting: str, *figures: Figure, things: tuple[Thing, ...] = ()) -> Moment:
    return Moment(setting, "day", "clear", "calm", figures, things)


def ann(**told: str) -> Figure:
    return Figure("human", id="ann", age="child", **told)  # type: ignore[arg-type]


def settled(moment: Moment) -> tuple[Figure, ...]:
    return settle_postures(moment).figures


def placed(moment: Moment) -> dict[str, Actor]:
    actors = place_actors(moment, Canvas(960, 540), Random(3))
    return {actor.figure.id: actor for actor in actors if actor.figure}


def test_hands_are_added_to_a_posture_where_there_is_no_seat() -> None:
    assert settled(page("meadow", ann(action="eat", posture="sit")))[0].action == "sitting eat"
    assert settled(page("meadow", ann(action="dig", posture="kneel")))[0].action == "dig"
    seated = settled(page("living room", ann(action="eat", posture="sit")))[0]
    assert (seated.action, seated.slot) == ("eat", "on chair")
    assert settled(page("living room", ann(action="eat", posture="sit", slot="on floor")))[0].action == "sitting eat"


def test_no_bed_stands_in_a_meadow() -> None:
    assert settled(page("meadow", ann(action="sleep", slot="in bed")))[0].slot == ""
    assert settled(page("bedroom", ann(action="sleep")))[0].slot == "in bed"


def test_each_has_a_bed_of_their_own_in_a_ward() -> None:
    bob = Figure("human", id="bob", age="child", action="lie", slot="in bed")
    both = placed(page("hospital", ann(action="lie", slot="in bed"), bob))
    again = placed(page("hospital", bob, ann(action="lie", slot="in bed")))
    assert abs(both["ann"].x - both["bob"].x) > 300
    assert (both["ann"].x < both["bob"].x) is (again["ann"].x < again["bob"].x)


def test_who_is_carried_is_before_the_chest_of_who_carries() -> None:
    mother = Figure("human", id="mother", age="adult", sex="female", action="hold")
    both = placed(
        page("park", mother, Figure("human", id="ann", age="baby", action="ride", rides="mother", slot="in arms"))
    )
    chest = extent_of(both["mother"]).at(both["mother"].x, both["mother"].y).box
    assert chest[0] < both["ann"].x < chest[2]
    assert chest[1] < both["ann"].y < chest[3]
    assert both["mother"].action == "bare carry"


def test_who_hugs_somebody_in_bed_is_at_the_bedside() -> None:
    father = Figure("human", id="father", age="adult", action="hug")
    assert settled(page("bedroom", father, ann(action="lie", slot="in bed")))[0].slot == "beside bed"


def test_nobody_is_under_a_bed_in_which_others_lie() -> None:
    dog = Figure("dog", id="dog", action="hide", slot="under bed")
    assert settled(page("bedroom", dog, ann(action="lie", slot="in bed")))[0].slot == ""
    assert settled(page("bedroom", dog))[0].slot == "under bed"
