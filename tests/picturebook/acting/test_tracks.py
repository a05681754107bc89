"""Figures do what the words tell when they tell it, and their feet, hands and mouths stay true."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from acting import SIZE, SPEECH, WORD, heard, part_of, performed, spoken, track_of
from digiteller.language.page_content import Figure
from digiteller.language.storyboard import Act, Line
from digiteller.picturebook.acting.motions import gesture_of, motions
from digiteller.picturebook.acting.tracks import BODY_RATE, Track
from digiteller.picturebook.acting.walking import GAITS
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.poses import POSES
from digiteller.picturebook.figures.stances import mix_poses

TOM, ADA, DOG = Figure("boy", "Tom", id="tom"), Figure("woman", "Ada", id="ada"), Figure("dog", id="dog")


def times(first: float, last: float) -> np.ndarray:
    """Return the times of the body's drawings."""
    return np.arange(math.ceil(first * BODY_RATE), math.floor(last * BODY_RATE)) / BODY_RATE


def actions(track: Track, first: float, last: float) -> list[str]:
    """Return what is done one after the other."""
    found = [track.at(float(time)).stance.action for time in times(first, last)]
    return [found[0], *(after for before, after in pairwise(found) if after != before)]


@pytest.mark.parametrize("doing", ["wave", "point", "cheer", "laugh", "think", "dance"])
def test_a_pose_is_seen_at_its_word_and_kept_for_a_while(doing: str) -> None:
    track = track_of(performed(TOM, acts=(Act("tom", doing, 10),)), "tom")
    seen = [float(time) for time in times(0, heard(24)) if track.at(float(time)).stance.action.endswith(doing)]
    assert abs(seen[0] - heard(10)) < 0.3
    assert seen[-1] - seen[0] > 0.8
    assert track.at(heard(4)).stance.action == "stand"


def test_what_is_done_for_a_moment_ends_and_what_lasts_goes_on() -> None:
    wave = track_of(performed(TOM, acts=(Act("tom", "wave", 2),)), "tom")
    assert wave.at(heard(20)).stance.action == "stand"
    read = track_of(performed(TOM, acts=(Act("tom", "read", 2),)), "tom")
    assert read.at(heard(20)).stance.action.endswith("read")


def test_acts_that_follow_fast_are_all_seen() -> None:
    acts = tuple(Act("tom", doing, at) for doing, at in (("wave", 4), ("laugh", 5), ("point", 6)))
    seen = actions(track_of(performed(TOM, acts=acts), "tom"), 0, heard(24))
    assert [one.removeprefix("bare ") for one in seen if one != "stand"] == ["wave", "laugh", "point"]


@pytest.mark.parametrize("doing", sorted(name for name in motions() if name not in {*POSES, "sleep", "talk"}))
def test_every_gesture_is_seen_on_a_body_and_on_a_whole_figure(doing: str) -> None:
    for figure in (TOM, Figure("horse", id="tom")):
        track = track_of(performed(figure, acts=(Act("tom", doing, 8),)), "tom")
        rest = track_of(performed(figure), "tom")
        moments = [float(time) for time in times(heard(8), heard(8) + 1.2)]
        differ = [track.at(time).stance != rest.at(time).stance for time in moments]
        assert sum(differ) > 3


@pytest.mark.parametrize("way", ["in", "out"])
def test_who_comes_comes_from_outside_and_who_leaves_is_gone(way: str) -> None:
    performance = performed(ADA, TOM, acts=(Act("tom", "walk", 10, way),))
    actor, track = part_of(performance, "tom")[1].actor, track_of(performance, "tom")
    early, late = track.at(0.0), track.at(heard(24) + 0.9)
    away, back = (early, late) if way == "in" else (late, early)
    assert not 0 < actor.x + away.offset < SIZE[0]
    assert back.offset == 0
    assert late.there is (way == "in")
    middle = track.at(heard(10) + 0.4)
    assert middle.stance.action == "walk"


@pytest.mark.parametrize("doing", ["walk", "run"])
def test_feet_stay_where_they_tread(doing: str) -> None:
    performance = performed(ADA, TOM, acts=(Act("tom", doing, 10, "in"),))
    actor, track = part_of(performance, "tom")[1].actor, track_of(performance, "tom")
    scale, side = actor.height / 190, 1 if actor.right else -1
    standing: dict[int, float] = {}
    steps, slides = 0, []
    for time in times(heard(10) - 1.5, heard(10) + 1.0):
        played = track.at(float(time))
        if played.stance.action != doing:
            continue
        for foot, (x, y) in enumerate(played.stance.pose.feet):
            forward = side * played.stance.turned
            place = actor.x + played.offset + forward * x * scale
            if y == 0 and foot in standing:
                slides.append(abs(place - standing[foot]))
            steps += y == 0 and foot not in standing
            standing = {**standing, foot: place} if y == 0 else {k: v for k, v in standing.items() if k != foot}
    assert steps >= 4
    # Feet are drawn in half units, and places rounded to pixels.
    assert max(slides) < 1.0 + 0.5 * scale


def test_nobody_walks_faster_than_its_legs() -> None:
    assert all(gait.stride > 0 and gait.speed < 2 for gait in GAITS.values())


def test_nobody_goes_or_jumps_on_a_seat() -> None:
    seated = Figure("boy", "Tom", id="tom", action="sit", slot="on chair")
    acts = (Act("tom", "walk", 4, "out"), Act("tom", "jump", 8), Act("tom", "wave", 12))
    performance = performed(seated, acts=acts, setting="kitchen")
    _, part = part_of(performance, "tom")
    assert [(cue.doing, cue.way) for cue in part.cues if cue.doing != "hop"] == [(part.cues[-1].doing, "")]
    assert part.cues[-1].doing.endswith("wave") and part.cues[-1].doing != "wave"
    assert all(track_of(performance, "tom").at(float(time)).offset == 0 for time in times(0, heard(24)))


def test_who_sits_down_stood_up_to_then() -> None:
    fox = Figure("fox", id="fox", action="sit")
    track = track_of(performed(fox, acts=(Act("fox", "walk", 2, "in"), Act("fox", "sit", 12))), "fox")
    assert track.at(heard(9)).stance.action == "stand"
    assert track.at(heard(14)).stance.action == "sit"


def test_who_has_sat_down_yawns_on_the_ground() -> None:
    track = track_of(performed(TOM, acts=(Act("tom", "sit", 4), Act("tom", "yawn", 9), Act("tom", "wave", 17))), "tom")
    assert [track.at(heard(word)).stance.action for word in (2, 7, 11, 15)] == ["stand", "sit", "sit", "sit"]
    assert track.at(heard(19)).stance.action.endswith("wave")


def test_fish_swim_away() -> None:
    fish = Figure("fish", id="fish", action="swim", slot="under water")
    track = track_of(performed(fish, acts=(Act("fish", "swim", 10, "out"),), setting="underwater"), "fish")
    assert track.at(heard(10) + 0.5).stance.action == "swim" and track.at(heard(10) + 1.0).offset
    assert not track.at(heard(24)).there


def test_sleepers_do_nothing_but_breathe() -> None:
    asleep = Figure("boy", "Tom", id="tom", action="sleep", slot="in bed")
    performance = performed(asleep, acts=(Act("tom", "sleep", 2), Act("tom", "wave", 6)), setting="bedroom")
    track = track_of(performance, "tom")
    stances = [track.at(float(time)).stance for time in times(0, 8)]
    assert {stance.action for stance in stances} == {"sleep"}
    assert len({stance.swell for stance in stances}) > 5


def test_nobody_is_frozen_and_nobody_moves_in_step() -> None:
    tracks = [track_of(performed(TOM, ADA, DOG), who) for who in ("tom", "ada", "dog")]
    moments = [float(time) for time in times(0, 10)]
    poses = [[track.at(time).stance for time in moments] for track in tracks]
    for stances in poses:
        changes = [at for at, (one, other) in enumerate(pairwise(stances)) if one != other]
        gaps = [after - before for before, after in pairwise([0, *changes, len(stances)])]
        assert max(gaps) < 3 * BODY_RATE
    rises = [[stance.pose.rise for stance in stances] for stances in poses]
    assert rises[0] != rises[1] != rises[2]
    blinks = [{time for time in moments if track.at(time).stance.face.blinks} for track in tracks]
    assert all(blinks) and not blinks[0] & blinks[1] & blinks[2]


def test_several_who_do_the_same_do_it_each_in_its_time() -> None:
    mice = Figure("mouse", id="mice", count=3)
    performance = performed(mice, acts=(Act("mice", "wave", 8),))
    looks = look_of(mice, 1, ())
    tracks = [Track(performance, at, looks, spoken(24), SPEECH, 12.0) for at in range(len(performance.parts))]
    assert len(tracks) == 3
    begins = [
        next(float(time) for time in np.arange(0, 12, 0.02) if track.at(float(time)).stance.action.endswith("wave"))
        for track in tracks
    ]
    assert len(set(begins)) > 1 and max(begins) - min(begins) < 0.4


def test_nobody_moves_for_ever() -> None:
    for name, gesture in motions().items():
        if gesture.period and not gesture.times:
            swings = [gesture.phases(at / 15) != (0.0, 0.0) for at in range(15 * 20)]
            longest = max(len(run) for run in "".join("x" if one else " " for one in swings).split())
            assert longest < 6 * 15, name


LINE = Line(("tom",), 4, 11)


def test_mouths_open_with_the_voice_and_are_shut_else() -> None:
    scene = spoken(24, loud=(4, 12))
    performance = performed(TOM, ADA, lines=(LINE,))
    tom, ada = (track_of(performance, who, scene=scene) for who in ("tom", "ada"))
    opened = {"": 0.0, "shut": 0.0, "narrow": 0.4, "round": 0.7, "wide": 0.8, "open": 1.0}
    frames = [float(frame) / 30 for frame in range(round(heard(24) * 30))]
    own = [time for time in frames if heard(4) <= time < heard(12)]
    mouths = [opened[tom.at(time).stance.face.mouth] for time in own]
    levels = [scene.level(time - SPEECH) for time in own]
    assert np.corrcoef(mouths, levels)[0, 1] > 0.6
    silent = [time for time in frames if not heard(4) <= time < heard(12) + 0.2]
    assert {tom.at(time).stance.face.mouth for time in silent} <= {"", "shut"}
    assert {ada.at(time).stance.face.mouth for time in frames} == {""}


def test_who_listens_looks_at_who_speaks() -> None:
    performance = performed(TOM, ADA, lines=(LINE,))
    tom, ada = (part_of(performance, who)[1].actor for who in ("tom", "ada"))
    stance = track_of(performance, "ada").at(heard(9)).stance
    toward = math.copysign(1, tom.x - ada.x)
    facing = (1 if ada.right else -1) * stance.turned
    assert stance.face.gaze * facing * toward > 0
    assert facing * toward > 0


def test_what_is_given_is_in_one_pair_of_hands() -> None:
    giver = Figure("boy", "Tom", id="tom", action="give", holds=("🍎",))
    performance = performed(giver, ADA, acts=(Act("tom", "give", 10, to="ada"),))
    tom, ada = (track_of(performance, who) for who in ("tom", "ada"))
    for time in times(0, heard(24)):
        held = [track.at(float(time)).stance.holds for track in (tom, ada)]
        assert sorted(held) == [(), ("🍎",)]
    assert tom.at(heard(4)).stance.holds and ada.at(heard(16)).stance.holds


def test_a_subtle_page_only_lives() -> None:
    from dataclasses import replace

    performance = replace(performed(TOM, ADA, acts=(Act("tom", "walk", 8, "in"),), lines=(LINE,)), subtle=True)
    track = track_of(performance, "tom", scene=spoken(24, loud=(4, 12)))
    played = [track.at(float(time)) for time in times(0, heard(24))]
    assert {one.offset for one in played} == {0.0} and {one.stance.action for one in played} == {"stand"}
    assert any(one.stance.face.mouth == "narrow" for one in played)


def test_mixed_poses_end_in_the_poses() -> None:
    for name in ("walk", "sit", "cheer", "lie", "kneel"):
        one, other = POSES["stand"], POSES[name]
        assert mix_poses(one, other, 1.0) == other
        middle = mix_poses(one, other, 0.5)
        for (x, y), (far_x, far_y), (near_x, near_y) in zip(middle.hands, one.hands, other.hands, strict=True):
            assert (x, y) == ((far_x + near_x) / 2, (far_y + near_y) / 2)


def test_a_gesture_unknown_to_all_is_kept_still() -> None:
    assert gesture_of("no such thing").phases(0.3) == (0.0, 0.0)


def test_words_and_seconds_agree() -> None:
    scene = spoken(6)
    assert scene.start(3) == pytest.approx(3 * WORD) and scene.start(99) == pytest.approx(6 * WORD)
    assert scene.word_at(-0.1) is None and scene.word_at(2.5 * WORD) == 2


@pytest.mark.parametrize(
    "acts",
    [
        (Act("tom", "wave", 3), Act("tom", "run", 12)),
        (Act("tom", "wave", 3, to="ada"), Act("tom", "run", 12, to="ada")),
        (Act("tom", "wave", 3, to="ada"), Act("tom", "run", 12)),
        (Act("tom", "walk", 3, "in"), Act("tom", "run", 12, to="ada")),
        (Act("tom", "walk", 1), Act("tom", "walk", 8), Act("tom", "run", 12)),
    ],
    ids=["alone", "toward", "away", "on", "again"],
)
def test_who_goes_in_the_middle_of_a_page_is_seen_going(acts: tuple[Act, ...]) -> None:
    performance = performed(ADA, TOM, acts=acts)
    actor, track = part_of(performance, "tom")[1].actor, track_of(performance, "tom")
    moments = [float(time) for time in times(heard(12) - 0.3, heard(12) + 1.0)]
    assert "run" in {track.at(time).stance.action for time in moments}
    ways = [track.at(time).offset for time in moments]
    assert max(ways) - min(ways) > 0.3 * actor.height
    later = track.at(heard(20))
    assert later.there and 0 < actor.x + later.offset < SIZE[0]
    if acts[-1].to:
        assert later.offset == 0
    offsets = [track.at(float(time)).offset for time in times(0, heard(24))]
    assert max(abs(after - before) for before, after in pairwise(offsets)) < 0.3 * actor.height
