"""Who reads the story: the narrator's model and voice, and those of the characters and lines that have their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digiteller.errors import SpecError, WeightsError
from digiteller.language.language_tags import base_language
from digiteller.language.markup import read_markup
from digiteller.language.quote_attribution import assign_voices
from digiteller.models import weights_cache
from digiteller.models.registry import Model
from digiteller.story import Scene, Script

if TYPE_CHECKING:
    from digiteller.contracts import Narrator
    from digiteller.speech.reading_aloud import ReadingVoice
    from digiteller.stages.run_context import Run

_GUIDE = "hibari"
"""The backend that knows the times of English words best."""


@dataclass(frozen=True)
class VoicePart:
    """A model, and one of its voices; None is its default."""

    model: Model
    voice: str | None


class VoiceCasting:
    """The parts of a story."""

    def __init__(self, run: Run, script: Script) -> None:
        self._run = run
        self._language = script.language
        self._voices: Mapping[str, str] = run.spec.voices
        self._chosen = self._chosen_model()

    def narrator(self, scene: Scene) -> VoicePart:
        """Return who reads a scene.

        Raises:
            WeightsError: the model does not read the story's language.
        """
        named = scene.voice or self._run.options("narrate").voice
        return self._part(named) if named else VoicePart(self._chosen, None)

    def others(self, scene: Scene) -> dict[str, VoicePart]:
        """Return who reads the rest of a scene, by the names of the characters who speak in it and of its marks."""
        roles = assign_voices(read_markup(scene.text), list(self._voices))
        return {role: self._part(role) for role in sorted(set(filter(None, roles)))}

    def reader(self, part: VoicePart) -> ReadingVoice:
        """Return a part with its model loaded."""
        from digiteller.speech.reading_aloud import ReadingVoice

        return ReadingVoice(self._narrator(part.model), part.voice)

    def guide(self) -> Narrator | None:
        """Return a narrator that knows when its words sound; None for languages where there is none."""
        models = [model for model in self._run.registry.models["narrate"].values() if model.entry.backend == _GUIDE]
        return self._narrator(models[0]) if models and self._speaks(models[0]) else None

    def _narrator(self, model: Model) -> Narrator:
        slot = "narrate" if model.name == self._chosen.name else f"narrate {model.name}"
        narrator: Narrator = self._run.backend("narrate", model, slot)
        return narrator

    def _part(self, name: str) -> VoicePart:
        """Return what a name means: a character, a model, one of its voices, or a voice of the chosen model."""
        character = next((voice for who, voice in self._voices.items() if who.lower() == name.lower()), name)
        models = self._run.registry.models["narrate"]
        before, slash, voice = character.partition("/")
        if before not in models:
            if slash:
                known = ", ".join(models)
                raise SpecError(f"the voice {character!r}: there is no narrator {before!r}; there are: {known}")
            return VoicePart(self._chosen, character)
        if not self._speaks(models[before]):
            raise self._without_language(f"{before} does not read {self._language!r}")
        return VoicePart(models[before], voice or None)

    def _chosen_model(self) -> Model:
        """Return the model that is asked for, else the default one, or where it cannot, another one that is here."""
        chosen = self._run.chosen_model("narrate")
        if self._speaks(chosen):
            return chosen
        if self._run.model or self._run.options("narrate").model:
            raise self._without_language(f"{chosen.name} does not read {self._language!r}")
        here = [
            model for model in self._speaking() if all(weights_cache.locate(model, file) for file in model.entry.files)
        ]
        if not here:
            raise self._without_language(f"there is no voice for {self._language!r} on this machine")
        return here[0]

    def _speaks(self, model: Model) -> bool:
        return base_language(self._language) in map(base_language, languages(model))

    def _speaking(self) -> list[Model]:
        return [model for model in self._run.registry.models["narrate"].values() if self._speaks(model)]

    def _without_language(self, problem: str) -> WeightsError:
        able = [model.name for model in self._speaking()]
        if able:
            others = f" ({', '.join(able[1:])} can as well)" if able[1:] else ""
            return WeightsError(problem, hint=f"digiteller models pull {able[0]}, and name it as the model{others}")
        return WeightsError(problem, hint="add a model that does, such as a Piper voice: digiteller models add --help")


def languages(model: Model) -> Sequence[str]:
    """Return the languages that a narrator's model reads: its option ``languages``, English if it has none."""
    known: Any = model.entry.options.get("languages", ["en"])
    if not isinstance(known, list) or not all(isinstance(tag, str) for tag in known):
        raise SpecError(f"models.yaml: narrate.{model.name}: the option languages should be a list of language tags")
    return known
