"""Where everybody and everything stands on a page: checked on many random casts, in every setting and frame."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from random import Random

import pytest

from digiteller.language.page_content import Figure, Inset, Moment, Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import Extent, extent_of, shared
from digiteller.picturebook.staging.ground import water_band
from digiteller.picturebook.staging.individuals import MOST, list_individuals
from digiteller.picturebook.staging.shot_sizes import zoom
from digiteller.picturebook.staging.sizes import natural
from digiteller.picturebook.staging.vehicle_seating import VESSELS

KINDS = vocabulary().kinds
CAST = sorted(KINDS)
SETTINGS = [*sorted(indoors()), *sorted(outdoors()), "sky", "space"]
FRAMES = [(960, 540), (540, 960), (720, 720), (576, 720)]
ACTIONS = ["stand", "walk", "run", "cry", "cheer", "look", "point", "sit", "read", "jump", "eat", "hug", "fly", "swim"]
THINGS = ["🍎", "📖", "⚽", "🧺", "🔥", "⛺", "🌳", "🏠", "🎈", "🪁", "🕯", "own:lantern", "own:boat", "own:ship", "📦"]


def some_moment(seed: int) -> tuple[Moment, Canvas]:
    """Return a page with zero to five figures, some of them groups, and up to three things."""
    random = Random(seed)
    setting = SETTINGS[seed % len(SETTINGS)]
    figures = tuple(
        Figure(
            kind,
            count=random.choice([1, 1, 1, 1, 2, 3]),
            action=random.choice(ACTIONS) if random.random() < 0.6 else "stand",
            small=random.random() < 0.15,
        )
        for kind in random.sample(CAST, random.choice([0, 1, 1, 2, 2, 3, 4, 5]))
    )
    things = tuple(
        Thing(key, random.choice([1, 1, 2])) for key in random.sample(THINGS, random.choice([0, 0, 1, 2, 3]))
    )
    moment = Moment(setting, "day", "clear", "calm", figures, things)
    return moment, Canvas(*FRAMES[seed // len(SETTINGS) % 4], zoom=zoom(moment, seed % 7 + 1))


@cache
def some_page(seed: int) -> tuple[Moment, Canvas, list[tuple[Actor, Extent]]]:
    """Return a random page and what is drawn on it."""
    moment, frame = some_moment(seed)
    return moment, frame, drawn(moment, frame)


def drawn(moment: Moment, frame: Canvas, seed: int = 1) -> list[tuple[Actor, Extent]]:
    """Return the actors in the order in which their layers are drawn, with what they cover."""
    actors = sorted(place_actors(moment, frame, Random(seed)), key=lambda actor: -actor.depth)
    return [(actor, extent_of(actor).at(actor.x, actor.y)) for actor in actors]


def page(setting: str, *figures: Figure, things: tuple[Thing, ...] = ()) -> Moment:
    return Moment(setting, "day", "clear", "calm", figures, things)


def height(body: Extent) -> float:
    return body.box[3] - body.box[1]


CASES = range(240)


@pytest.mark.few(40)
@pytest.mark.parametrize("seed", CASES)
def test_faces_are_on_the_page_above_the_captions_and_uncovered(seed: int) -> None:
    _, frame, layers = some_page(seed)
    for at, (actor, body) in enumerate(layers):
        if not body.face:
            continue
        left, top, right, bottom = body.face
        assert left >= 0, actor
        assert top >= 0, actor
        assert right <= frame.width, actor
        assert bottom <= frame.caption_top + frame.height * 0.01, actor
        for other, front in layers[at + 1 :]:
            pair = {actor.figure and actor.figure.action, other.figure and other.figure.action}
            if "hug" not in pair:
                assert not any(shared(part, body.face) for part in front.parts), (actor, other)


@pytest.mark.few(40)
@pytest.mark.parametrize("seed", CASES)
def test_everybody_is_there(seed: int) -> None:
    moment, _, layers = some_page(seed)
    shown = sum(actor.figure is not None for actor, _ in layers)
    assert shown == min(MOST, sum(figure.count for figure in moment.figures))


@pytest.mark.parametrize("seed", range(0, 240, 8))
def test_the_same_seed_gives_the_same_page(seed: int) -> None:
    moment, frame, layers = some_page(seed)
    assert drawn(moment, frame) == layers


@pytest.mark.few(40)
@pytest.mark.parametrize("seed", CASES)
def test_sizes_beside_each_other_are_natural(seed: int) -> None:
    moment, _, layers = some_page(seed)
    units = {member.figure.kind: member.height for member in list_individuals(moment) if member.at == 0}
    scales = [
        actor.height / units[actor.figure.kind] for actor, _ in layers if actor.figure and actor.action != "sleep"
    ]
    assert not scales or max(scales) <= 1.45 * min(scales)


@pytest.mark.few(40)
@pytest.mark.parametrize("seed", CASES)
def test_feet_are_on_the_ground(seed: int) -> None:
    _, frame, layers = some_page(seed)
    for actor, body in layers:
        if actor.ground and not actor.afloat and not (actor.figure and actor.figure.action == "jump"):
            assert actor.y >= frame.height * 0.68, actor
            assert abs(body.box[3] - actor.y) < 0.12 * actor.height, actor


def test_kinds_are_ordered_by_size() -> None:
    order = ["ant", "bee", "crab", "bird", "mouse", "squirrel", "cat", "fox", "wolf", "child", "bear", "man", "horse"]
    order += ["camel", "dragon", "giraffe"]
    sizes = [natural(Figure(kind)) for kind in order]
    assert sizes == sorted(sizes)
    assert natural(Figure("boy", small=True)) < 1 < natural(Figure("woman"))


@pytest.mark.parametrize("size", FRAMES)
def test_a_grown_up_is_taller_than_a_child_and_a_cat_smaller(size: tuple[int, int]) -> None:
    layers = drawn(page("meadow", Figure("man"), Figure("girl"), Figure("cat")), Canvas(*size))
    tall = {actor.name: height(body) for actor, body in layers}
    assert tall["man"] > tall["girl"] * 1.1 > tall["cat"] * 1.6


@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("kind", ["dragon", "whale", "elephant", "giraffe", "dinosaur"])
def test_big_animals_fit_into_every_frame(kind: str, size: tuple[int, int]) -> None:
    for setting in ("meadow", "sea", "kitchen", "sky"):
        moment = page(setting, Figure(kind), Figure("girl"))
        for actor, body in drawn(moment, Canvas(*size, zoom=1.28)):
            assert body.box[0] >= 0, actor
            assert body.box[1] >= 0, actor
            assert body.box[2] <= size[0], actor


@pytest.mark.parametrize("kind", ["crab", "bee", "mouse"])
def test_a_tiny_one_alone_is_seen_from_close_by(kind: str) -> None:
    alone, beside = page("meadow", Figure(kind)), page("meadow", Figure("man"), Figure(kind))
    sizes = [
        next(height(body) for actor, body in drawn(moment, Canvas(960, 540, zoom(moment, 2))) if actor.name == kind)
        for moment in (alone, beside)
    ]
    assert sizes[0] > 2 * sizes[1]
    assert sizes[0] > 0.15 * 540


@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("count", [3, 7, 12])
@pytest.mark.parametrize("kind", ["bird", "duck", "girl", "fish"])
def test_a_group_is_no_row_of_stamps(kind: str, count: int, size: tuple[int, int]) -> None:
    setting = "underwater" if kind == "fish" else "park"
    group = [one for one, _ in drawn(page(setting, Figure(kind, count=count)), Canvas(*size)) if one.figure]
    assert len(group) == count
    assert len({(round(one.x), round(one.y)) for one in group}) == count
    assert len({round(one.height, 1) for one in group}) > 2


@pytest.mark.parametrize("size", FRAMES)
def test_at_sea_people_sit_in_a_boat_and_whales_swim(size: tuple[int, int]) -> None:
    moment = page("sea", Figure("girl"), Figure("man"), Figure("whale"), Figure("penguin"))
    layers = drawn(moment, Canvas(*size))
    actors = {actor.name: actor for actor, _ in layers}
    names = [actor.name for actor, _ in layers]
    hull = next(body for actor, body in layers if actor.name == "own:boat")
    for name in ("girl", "man"):
        assert hull.box[0] < actors[name].x < hull.box[2]
        assert hull.box[1] < actors[name].y < hull.box[3]
        assert names.index(name) < names.index("own:boat")
    for name in ("whale", "penguin"):
        assert actors[name].afloat
        assert not hull.box[0] < actors[name].x < hull.box[2]


@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("key", ["own:boat", "own:ship"])
@pytest.mark.parametrize("setting", [name for name, place in outdoors().items() if place.water not in {"", "deck"}])
def test_a_vessel_floats_on_the_water(setting: str, key: str, size: tuple[int, int]) -> None:
    frame = Canvas(*size)
    band = water_band(setting, frame)
    assert band
    layers = drawn(page(setting, things=(Thing(key),)), frame)
    actor, body = next((actor, body) for actor, body in layers if actor.name in VESSELS)
    assert actor.afloat
    waterline = body.box[1] + 0.82 * (body.box[3] - body.box[1])
    assert band[0] - 0.02 * frame.height <= waterline <= band[1] + 0.02 * frame.height


@pytest.mark.parametrize("mount", ["horse", "camel", "dragon", "elephant", "bear"])
def test_a_rider_sits_above_its_mount(mount: str) -> None:
    layers = drawn(page("hill", Figure("boy", rides=mount), Figure(mount)), Canvas(960, 540))
    rider = next(body for actor, body in layers if actor.name == "boy")
    carrier = next(body for actor, body in layers if actor.name == mount)
    assert carrier.box[0] < (rider.box[0] + rider.box[2]) / 2 < carrier.box[2]
    assert carrier.box[1] < rider.box[3] < carrier.box[3]


def test_a_sleeper_lies_in_the_bed_no_bigger_than_awake() -> None:
    frame = Canvas(960, 540)
    asleep, awake = (
        place_actors(page("bedroom", Figure("boy", action=action), Figure("man")), frame, Random(1))
        for action in ("sleep", "stand")
    )
    boy = next(actor for actor in asleep if actor.name == "boy")
    assert not boy.ground
    assert boy.height <= next(actor for actor in awake if actor.name == "boy").height * 1.01


def test_two_look_at_each_other() -> None:
    for seed in range(8):
        actors = place_actors(page("park", Figure("girl"), Figure("dog")), Canvas(960, 540), Random(seed))
        left, right = sorted(actors, key=lambda actor: actor.x)
        assert left.right
        assert not right.right


def test_walkers_go_the_same_way_and_the_focus_leads() -> None:
    for seed in range(8):
        pair = page("road", Figure("girl", action="walk"), Figure("dog", action="walk"))
        girl, dog = sorted(place_actors(pair, Canvas(960, 540), Random(seed)), key=lambda actor: actor.name != "girl")
        assert girl.right == dog.right
        assert (girl.x > dog.x) == girl.right


def test_birds_share_a_branch_that_comes_from_the_side() -> None:
    layers = drawn(page("forest", Figure("girl"), Figure("bird", count=3)), Canvas(960, 540))
    branch = next(body for actor, body in layers if actor.name == "own:branch")
    assert branch.box[0] < 0 or branch.box[2] > 960
    birds = [actor for actor, _ in layers if actor.name == "bird"]
    assert all(bird.perched and branch.box[0] < bird.x < branch.box[2] for bird in birds)


def test_a_dream_hangs_above_the_dreamer() -> None:
    dream = Inset("thought", "girl", figures=(Figure("whale"),))
    moment = Moment("meadow", "day", "clear", "calm", (Figure("girl", action="sleep"),), insets=(dream,))
    layers = drawn(moment, Canvas(960, 540, zoom(moment, 1)))
    bubble = next(body for actor, body in layers if actor.name.startswith("own:inset"))
    girl = next(body for actor, body in layers if actor.name == "girl")
    assert girl.face
    assert bubble.box[1] >= 0
    assert bubble.box[3] < girl.face[3]


@pytest.mark.parametrize("figures", [(), (Figure("girl"),), (Figure("girl"), Figure("fox")), (Figure("crab"),)])
def test_pages_in_a_row_look_from_different_distances(figures: tuple[Figure, ...]) -> None:
    zooms = [zoom(page("meadow", *figures), number) for number in range(1, 14)]
    assert all(one != other for one, other in pairwise(zooms))
