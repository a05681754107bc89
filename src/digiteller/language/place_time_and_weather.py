"""Where, when and in which weather a scene plays: the one reading of it for pictures, picture lines and sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.language.mentions import Reading
from digiteller.language.place_cues import setting_hinted, setting_of
from digiteller.language.time_and_weather_cues import new_day, time_hinted, time_of, weather_of
from digiteller.language.vocabulary import vocabulary


@dataclass(frozen=True)
class SceneSetting:
    """Where, when and in which weather a scene plays; what no scene so far has told is empty."""

    place: str = ""
    """A setting of ``words.yaml``."""
    time: str = ""
    """dawn, day, dusk or night."""
    weather: str = ""
    """rain, snow, fog, storm, wind or clear."""

    @property
    def shown(self) -> SceneSetting:
        """With what a picture shows where nothing is told: a meadow on a clear day."""
        return SceneSetting(self.place or "meadow", self.time or "day", self.weather or "clear")


def follow(picture: Reading, text: Reading, before: Sequence[SceneSetting]) -> SceneSetting:
    """Return where and when a scene plays by its picture's words, or else its text's.

    ``before`` are the scenes up to here: what this one does not say is as it was.
    """
    last = before[-1] if before else SceneSetting()
    places = [scene.shown.place for scene in before]
    outside = (weather_of(picture) or weather_of(text) or "clear") != "clear"
    place = (
        setting_of(picture, places)
        or setting_of(text, places)
        or setting_hinted(picture, last.place, outside)
        or setting_hinted(text, last.place, outside)
        or last.place
    )
    fresh = new_day(text) or new_day(picture)
    time = time_of(picture) or time_of(text) or time_hinted(picture) or time_hinted(text)
    weather = weather_of(picture) or weather_of(text)
    return SceneSetting(
        place, time or ("day" if fresh else last.time), weather or _lasting(last, SceneSetting(place), fresh)
    )


def _lasting(last: SceneSetting, now: SceneSetting, fresh: bool) -> str:
    """Return the weather of a scene that tells none: snow and fog lie everywhere, rain and storm over one place."""
    moved = now.shown.place != last.shown.place
    lasts = last.weather in {"snow", "fog"} and not {now.shown.place, last.shown.place} & vocabulary().rooms
    return last.weather if not fresh and (lasts or not (moved or last.weather == "wind")) else "clear"
