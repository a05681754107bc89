"""Which backends stay in memory."""

from __future__ import annotations

from digiteller.stages.loaded_models import Loaded


def test_a_stage_loads_once_and_gives_back_when_it_ends() -> None:
    loaded, made = Loaded(), []
    for _ in range(2):
        loaded.get("write", "a", lambda: made.append("a") or object())  # type: ignore[func-returns-value]
    loaded.stage_ended()
    loaded.get("write", "a", lambda: made.append("again") or object())  # type: ignore[func-returns-value]
    assert made == ["a", "again"]


def test_what_is_kept_outlives_the_stage_and_makes_room_for_another() -> None:
    loaded = Loaded(keep=True)
    first = loaded.get("write", "a", object)
    narrator = loaded.get("narrate", "a", object)
    loaded.stage_ended()
    assert loaded.get("write", "a", object) is first is not narrator
    second = loaded.get("write", "b", object)
    assert second is not first
    assert loaded.get("write", "a", object) is not first
    assert loaded.get("narrate", "a", object) is narrator
