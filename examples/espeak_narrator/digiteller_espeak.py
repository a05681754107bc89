"""eSpeak NG as a narrator: small synthetic voices in over a hundred languages, from the program ``espeak-ng``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digiteller.backends.narrate.ipa import runs
from digiteller.backends.narrate.voices import choose_voice
from digiteller.backends.table import Backend
from digiteller.errors import MissingPackageError, SpecError, StageError
from digiteller.options import NarrateOptions
from digiteller.story import Prosody, Utterance
from digiteller.system import processes

if TYPE_CHECKING:  # this module is imported whenever a story is looked at, so numpy waits until it speaks
    import numpy as np

BACKEND = Backend(__name__, "Espeak", packages=("numpy",), programs=(("espeak-ng", "--version"),))

_RATE = 22050
_HEADER = 44
"""Bytes of a WAV file before its samples; espeak-ng does not know their number yet when it writes it."""
_PACE = 175
"""Words a minute at speed 1."""
_VOICE = re.compile(r"([\w-]+)(?= +(?:--|\d+)/| \d+\))")
"""In a line of its list: `` 2  en-gb  --/M  English_(Great_Britain)  gmw/en  (en 2)``."""


class Espeak:
    """Reads aloud at 22 kHz. Voices are called as in ``espeak-ng --voices``: en-us, en-gb-scotland, de."""

    def __init__(self, files: Mapping[str, Path], options: NarrateOptions, settings: Mapping[str, Any]) -> None:
        self._pace = _PACE * options.speed
        listed = _espeak("--voices").decode(errors="replace").splitlines()[1:]
        own = [line for line in listed if " mb/" not in line]  # voices of MBROLA, which must be there too
        self._voices = {voice: voice for line in own for voice in _VOICE.findall(line)}

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        """Yield the sentence at once; its words' times are left to digiteller, which finds them in the sound.

        Raises:
            SpecError: the voice does not exist, or a word is given in IPA.
            StageError: espeak-ng fails.
        """
        import numpy as np

        name = choose_voice(voice, self._voices) if voice else self._voice_of(language)
        if any(ipa is not None for _, _, ipa in runs(words)):
            raise SpecError("eSpeak NG reads no IPA", hint="spell the word as it sounds: say: {Siobhan: shi-VAWN}")
        if not any(char.isalnum() for word in words for char in word):
            return  # it would name the punctuation
        text = " ".join(filter(None, words)).replace("[[", "[")  # brackets in which it reads phonemes
        sound = _espeak(
            "-v", name, "-s", str(round(self._pace * prosody.pace)), "-b", "1", "--stdin", "--stdout", text=text
        )
        samples = np.frombuffer(sound[_HEADER : len(sound) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
        yield Utterance(samples, _RATE, None)

    def _voice_of(self, language: str) -> str:
        tags = (language.lower(), language.lower().partition("-")[0])
        return next((tag for tag in tags if tag in self._voices), "") or choose_voice(language, self._voices)


def _espeak(*arguments: str, text: str = "") -> bytes:
    """Run espeak-ng with a text to read, and return what it writes."""
    try:
        done = processes.run(["espeak-ng", *arguments], text.encode())
    except OSError as error:
        raise MissingPackageError(f"espeak-ng cannot be run: {error}", hint="install espeak-ng") from error
    if done.returncode:
        raise StageError(f"espeak-ng failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
