from __future__ import annotations

from digiteller.nets.chords import chord_index
from digiteller.nets.music_controls import COUNT, METRES, SIZES, Bar, level, metre_index, row


def bar(**changes: object) -> Bar:
    values: dict[str, object] = {
        "minor": True,
        "rate": 6,
        "texture": 4,
        "loudness": 4,
        "melody": True,
        "metre": 2,
        "remaining": 6,
        "chords": (chord_index("Am"), chord_index("E")),
    }
    return Bar(**(values | changes))  # type: ignore[arg-type]


def test_every_control_of_a_long_bar_fits_its_table() -> None:
    for steps in range(500):
        controls = row(bar(), steps, 500)
        assert len(controls) == COUNT
        assert all(0 <= value < size for value, size in zip(controls, SIZES, strict=True))


def test_the_chord_changes_in_the_middle_of_the_bar() -> None:
    chords = [row(bar(), steps, 192)[-1] for steps in (0, 95, 96, 191)]
    assert chords == [chord_index("Am"), chord_index("Am"), chord_index("E"), chord_index("E")]


def test_levels_begin_at_their_edges() -> None:
    assert [level(value, (1.0, 2.0)) for value in (0.9, 1.0, 1.9, 2.0)] == [0, 1, 1, 2]


def test_metres() -> None:
    assert METRES[metre_index(6, 8)] == (6, 8)
    assert METRES[metre_index(2, 2)] == (4, 4)
    assert metre_index(5, 4) == len(METRES)
