"""Pictures in the page's picture: where they hang, what they hide, and what they show."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Inset, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.insets import is_inset
from digiteller.picturebook.page import draw_page
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of, shared
from digiteller.picturebook.staging.inset_contents import inset_number, owner_of
from digiteller.picturebook.staging.shot_sizes import zoom
from digiteller.story import Layer

ADA, BO = Figure("girl", id="ada"), Figure("man", id="bo")
THOUGHT = Inset("thought", "ada", "beach", (Figure("dog"),))
SPEECH = Inset("speech", "bo", "", (), (Thing("🎂"),))
PICTURE, WINDOW = Inset("picture", "", "castle"), Inset("window", "", "sea")
SIZES = [(960, 540), (540, 960), (720, 720)]


def page(setting: str, *insets: Inset, figures: tuple[Figure, ...] = (ADA, BO)) -> Moment:
    return Moment(setting, "day", "clear", "calm", figures, insets=insets)


def placed(moment: Moment, size: tuple[int, int] = (960, 540)) -> tuple[list[Actor], list[Actor]]:
    """Return the figures and the insets of a page."""
    actors = place_actors(moment, Canvas(*size, zoom=zoom(moment, 2)), Random(4))
    return [one for one in actors if one.figure], [one for one in actors if is_inset(one)]


def forms(moment: Moment) -> list[str]:
    return [inset_number(one.thing.key)[1] for one in placed(moment)[1] if one.thing]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("setting", ["bedroom", "forest", "sea", "sky", "cave", "train"])
@pytest.mark.parametrize("insets", [(THOUGHT,), (SPEECH,), (THOUGHT, SPEECH)])
def test_bubbles_cover_no_face_and_not_each_other(
    insets: tuple[Inset, ...], setting: str, size: tuple[int, int]
) -> None:
    figures, bubbles = placed(page(setting, *insets), size)
    boxes = [extent_of(one).at(one.x, one.y).box for one in bubbles]
    assert len(boxes) == len(insets)
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1] for box in boxes)
    for one in figures:
        face = extent_of(one).at(one.x, one.y).face
        assert face
        assert not any(shared(box, face) for box in boxes)
    assert len(boxes) < 2 or not shared(*boxes)


def test_a_picture_hangs_stands_or_is_held() -> None:
    hers = Inset("picture", "ada", "castle")
    assert forms(page("bedroom", PICTURE)) == ["framed"]
    assert forms(page("garden", PICTURE)) == ["easel"]
    assert forms(page("garden", hers, figures=(Figure("girl", id="ada", action="paint"),))) == ["easel"]
    assert forms(page("garden", hers, figures=(Figure("girl", id="ada", holds=("✏️",)),))) == ["sheet"]


def test_no_easel_stands_on_the_sea() -> None:
    assert forms(page("sea", PICTURE)) == ["sheet"]


def test_what_is_nobodys_is_the_focuss() -> None:
    moment = page("sea", Inset("thought", "", "castle"))
    figures, _ = placed(moment)
    owner = owner_of(moment.insets[0], figures, moment)
    assert owner
    assert owner.name == "girl"


def test_no_room_is_seen_from_afar() -> None:
    assert forms(page("hill", Inset("window", "", "kitchen"))) == []


def test_a_view_is_in_the_window_or_far_away() -> None:
    assert forms(page("bedroom", WINDOW)) == ["pane"]
    assert forms(page("hill", WINDOW)) == ["vista"]


def test_what_hangs_on_the_wall_is_behind_the_figures() -> None:
    for inset in (PICTURE, WINDOW):
        figures, hung = placed(page("bedroom", inset))
        assert all(one.depth > figure.depth for one in hung for figure in figures)


def test_no_more_than_two() -> None:
    assert len(placed(page("meadow", THOUGHT, SPEECH, PICTURE))[1]) == 2


def layers(moment: Moment) -> list[Layer]:
    return [one for one in draw_page(Troupe(3), moment, 2, (320, 180), 7).layers if one.name.startswith("inset")]


def test_what_is_shown_is_seen() -> None:
    """Another place, figure or thing is another picture."""
    shown = [
        Inset("thought", "ada", "beach"),
        Inset("thought", "ada", "forest"),
        Inset("thought", "ada", "beach", (Figure("dog"),)),
        Inset("thought", "ada", "", (Figure("dog"),)),
        Inset("thought", "ada", "", (), (Thing("🎂"),)),
    ]
    drawn = [layers(page("meadow", inset))[0].image for inset in shown]
    assert len({image.tobytes() for image in drawn}) == len(shown)
    assert len({image.shape for image in drawn}) == 1


def test_through_a_window_it_is_the_hour_of_the_page() -> None:
    day = layers(page("bedroom", WINDOW))[0].image
    night = layers(Moment("bedroom", "night", "clear", "calm", (ADA, BO), insets=(WINDOW,)))[0].image
    assert day.shape == night.shape
    assert day[..., :3].mean() > 1.2 * night[..., :3].mean()
