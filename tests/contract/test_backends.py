"""What ``contracts.py`` promises, checked on every backend that is installed, those of other packages too.

A new one is tested once it is listed. What belongs to the core has to be here; the rest is skipped, with the reason,
where its packages, programs or weights are not. Models of others are found through ``$DIGITELLER_MODELS``.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller import options
from digiteller.backends.table import BACKENDS, Backend, backend_names, find_backend
from digiteller.contracts import Brief, Easel, PageBrief
from digiteller.errors import MissingPackageError, SpecError, StageError
from digiteller.media.mastering import write_music
from digiteller.models.registry import Model, load_registry
from digiteller.models.weights_cache import locate
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.story import MOODS, Scene, Section, Speech
from reading import storyboard_of

OPTIONS = {
    "write": options.WriteOptions(),
    "read": options.ReadOptions(),
    "narrate": options.NarrateOptions(),
    "compose": options.ComposeOptions(),
    "illustrate": options.IllustrateOptions(steps=2, cutouts=4),
    "upscale": options.UpscaleOptions(),
}
STORY = (
    Scene(1, "Pip the fox found a lantern in the forest.", "a fox with a lantern in a forest at night", "calm"),
    Scene(2, "The owl hooted at Pip from a tall tree.", "an owl in a tall tree, a fox below", "mysterious"),
)

Build = Callable[..., Any]


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


def easel(scenes: Sequence[Scene]) -> Easel:
    return Easel(silent, lambda _: None, storyboard=storyboard_of(scenes))


MARKS = {"neural": "torch", "piper": "voices", "kokoro": "voices"} | dict.fromkeys(
    ("coqui", "esrgan", "jukebox"), "torch_cuda_builds"
)
"""By the extra that a backend of ours needs."""


def is_core(stage: str, name: str) -> bool:
    return name in BACKENDS[stage] and BACKENDS[stage][name].extra is None


def backends(stage: str, without: str | None = None) -> list[Any]:
    """Return the names of a stage's backends as parameters."""
    extras = {name: BACKENDS[stage][name].extra if name in BACKENDS[stage] else None for name in backend_names(stage)}
    return [
        pytest.param(name, marks=getattr(pytest.mark, MARKS[extra]) if extra else ())
        for name, extra in extras.items()
        if name != without
    ]


def ready(stage: str, name: str) -> tuple[Backend, Any]:
    """Return a backend and its class; one that is not of the core is skipped where something is missing."""
    backend = find_backend(stage, name)
    try:
        assert backend.version
        return backend, backend.load()
    except MissingPackageError as error:
        missing = backend.extra or not all(map(installed, (*backend.packages, *backend.programs)))
        if is_core(stage, name) or not missing:
            raise
        pytest.skip(f"{name}: {error.message}")


def installed(needed: str | tuple[str, ...]) -> bool:
    try:
        return bool(Backend("", "", **{"packages" if isinstance(needed, str) else "programs": (needed,)}).version)
    except MissingPackageError:
        return False


def model_of(stage: str, name: str) -> Model:
    """Return the backend's default model, or the smallest one that is here."""
    models = [model for model in load_registry().models[stage].values() if model.entry.backend == name]
    here = [model for model in models if all(locate(model, file) for file in model.entry.files)]
    if not here and not is_core(stage, name):
        pytest.skip(f"{name}: {'its weights are not here' if models else 'no models.yaml names it'}")
    return min(
        here or models, key=lambda model: (not model.entry.default, sum(file.bytes for file in model.entry.files))
    )


@pytest.fixture(scope="module")
def build(model_files: Callable[[str, str], dict[str, Path]]) -> Build:
    built: dict[tuple[str, str], Any] = {}

    def get(stage: str, name: str, fresh: bool = False, **changes: Any) -> Any:
        if fresh or changes or (stage, name) not in built:
            backend, made = ready(stage, name)
            if "cpu" not in backend.devices:
                pytest.skip(f"{name} needs a GPU")
            model = model_of(stage, name)
            settings = {**model.entry.options, "device": "auto", "attempts": 1}
            made = made(model_files(stage, model.name), replace(OPTIONS[stage], **changes), settings)
            if fresh or changes:
                return made
            built[stage, name] = made
        return built[stage, name]

    return get


ALL = [pytest.param(stage, *each.values, marks=each.marks) for stage in BACKENDS for each in backends(stage)]


@pytest.mark.parametrize(("stage", "backend"), ALL)
def test_a_backend_has_a_version_and_a_class(stage: str, backend: str) -> None:
    found, made = ready(stage, backend)
    assert found.version.startswith(f"r{found.revision}")
    assert callable(made)


@pytest.mark.parametrize(("stage", "backend"), [each for each in ALL if is_core(*each.values)])
def test_a_core_backend_has_a_model(stage: str, backend: str) -> None:
    assert model_of(stage, backend).entry.licence


@pytest.mark.parametrize("backend", backends("write"))
class TestWriter:
    brief = Brief(None, None, (PageBrief("Pip the fox  woke - “up”.", mood="sad"), PageBrief("Pip slept.")), "en")

    def test_given_words_pass_through(self, build: Build, backend: str) -> None:
        script = build("write", backend).write(self.brief, 1, silent)
        assert [scene.text for scene in script.scenes] == [page.text for page in self.brief.pages]
        assert [scene.number for scene in script.scenes] == [1, 2]
        assert script.scenes[0].mood == "sad"
        assert all(scene.mood in MOODS and scene.picture.strip() for scene in script.scenes)
        assert script.title.strip()

    def test_a_given_title_stays(self, build: Build, backend: str) -> None:
        brief = Brief(None, "My  Title", self.brief.pages, "en")
        assert build("write", backend).write(brief, 1, silent).title == "My  Title"


def read(narrator: Any, text: str, voice: str | None, seed: int) -> Speech:
    return read_aloud(text, ReadingVoice(narrator, voice), NarrateOptions(), seed)


@pytest.mark.parametrize("backend", backends("read", without="openai"))  # which reads by itself: test_chat_reader.py
class TestParser:
    texts = ("The fox ran.  It slept in Mr Anselm's bed -\n\nwasn't it “his”?", "", " \n", "🦊 狐狸 ...")

    def test_words_are_those_of_the_text(self, build: Build, backend: str) -> None:
        parsed = build("read", backend).parse(self.texts)
        assert len(parsed) == len(self.texts)
        for text, words in zip(self.texts, parsed, strict=True):
            assert all(text[word.start :].startswith(word.text) and word.text.strip() for word in words)
            assert "".join(word.text for word in words) == "".join(text.split())
            assert all(word.lemma == word.lemma.lower() and word.pos and word.dep for word in words)

    def test_every_word_depends_on_a_root(self, build: Build, backend: str) -> None:
        for words in build("read", backend).parse(self.texts):
            for at in range(len(words)):
                seen = set()
                while words[at].head != at:
                    assert at not in seen
                    seen.add(at)
                    at = words[at].head

    def test_a_text_is_parsed_the_same_among_others(self, build: Build, backend: str) -> None:
        reader = build("read", backend)
        assert reader.parse(self.texts) == [reader.parse([text])[0] for text in self.texts]


@pytest.mark.parametrize("backend", backends("narrate"))
class TestNarrator:
    text = "Mina said: “It is 3 o'clock, Mr. Fox!” Then - at last - she slept."

    def test_times_follow_the_words(self, build: Build, backend: str) -> None:
        speech = read(build("narrate", backend), self.text, None, 1)
        assert speech.samples.dtype == np.float32
        assert speech.samples.ndim == 1
        assert 0.05 < np.abs(speech.samples).max() <= 1
        assert " ".join(sentence.text for sentence in speech.sentences) == self.text
        before = 0.0
        for sentence in speech.sentences:
            assert " ".join(word.text for word in sentence.words) == sentence.text
            assert sentence.start <= sentence.words[0].start
            assert sentence.words[-1].end <= sentence.end
            for word in sentence.words:
                assert before <= word.start <= word.end
                before = word.end
        assert before <= len(speech.samples) / speech.sample_rate

    def test_the_same_seed_gives_the_same_samples(self, build: Build, backend: str) -> None:
        first, again = (read(build("narrate", backend, fresh=True), "Good night.", None, 5) for _ in range(2))
        assert first.samples.tobytes() == again.samples.tobytes()

    def test_slower_is_longer(self, build: Build, backend: str) -> None:
        fast, slow = (read(build("narrate", backend, speed=speed), "Good night, fox.", None, 1) for speed in (1.5, 0.7))
        assert len(slow.samples) > 1.5 * len(fast.samples)

    def test_an_unknown_voice_is_wrong_usage(self, build: Build, backend: str) -> None:
        with pytest.raises(SpecError, match="no-such-voice"):
            read(build("narrate", backend), "Hello.", "no-such-voice", 1)

    def test_what_cannot_be_spoken_is_told(self, build: Build, backend: str) -> None:
        with pytest.raises(StageError):
            read(build("narrate", backend), "🦊 …", None, 1)


def heard(composer: Any, sections: list[Section], seed: int, path: Path) -> tuple[NDArray[np.float32], bytes | None]:
    """Return the samples that a stage writes, and the notes."""
    music = composer.compose(sections, seed, silent)
    write_music(music, sections[-1].end, path)
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (48000, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return samples.astype(np.float32) / 32768, music.midi


@pytest.mark.parametrize("backend", backends("compose", without="none"))
class TestComposer:
    def test_music_is_as_long_as_the_story(self, build: Build, backend: str, tmp_path: Path) -> None:
        sections = [Section(0.0, 6.123, "calm"), Section(6.123, 12.3456, "tense")]
        samples, midi = heard(build("compose", backend), sections, 1, tmp_path / "music.wav")
        assert samples.shape == (round(12.3456 * 48000), 2)
        assert 0.1 < np.abs(samples).max() <= 1
        assert midi is None or midi.startswith(b"MThd")

    def test_the_same_seed_gives_the_same_music_and_another_seed_another(
        self, build: Build, backend: str, tmp_path: Path
    ) -> None:
        def compose(seed: int) -> tuple[bytes, bytes | None]:
            composer = build("compose", backend, fresh=True)
            samples, midi = heard(composer, [Section(0.0, 5.0, "happy")], seed, tmp_path / "music.wav")
            return samples.tobytes(), midi

        first, again, other = compose(1), compose(1), compose(2)
        assert first == again
        assert first[0] != other[0]

    def test_half_a_second_is_long_enough(self, build: Build, backend: str, tmp_path: Path) -> None:
        samples, _ = heard(build("compose", backend), [Section(0.0, 0.5, "dreamy")], 1, tmp_path / "music.wav")
        assert len(samples) == 24000


@pytest.mark.parametrize("backend", backends("illustrate"))
class TestIllustrator:
    @pytest.mark.parametrize("size", [(320, 180), (180, 320), (200, 200)])
    def test_a_page_fits_the_frame(self, build: Build, backend: str, size: tuple[int, int]) -> None:
        picture = build("illustrate", backend).illustrate(STORY, 1, size, 1, easel(STORY))
        height, width, _ = picture.image.shape
        assert width <= size[0] and height <= size[1]
        assert abs(width / height - size[0] / size[1]) < 0.02
        if picture.layers:
            assert (width, height) == size
        assert picture.image.dtype == np.uint8
        assert picture.image.std() > 5
        for layer in picture.layers:
            assert layer.image.dtype == np.uint8
            assert layer.image.ndim == 3
            assert layer.image.shape[2] == 4
            assert layer.depth > 0
        depths = [layer.depth for layer in picture.layers]
        assert depths == sorted(depths, reverse=True)

    def test_the_same_seed_gives_the_same_page(self, build: Build, backend: str) -> None:
        builds = [build("illustrate", backend, fresh=True) for _ in range(2)]
        first, again = (made.illustrate(STORY, 2, (320, 180), 7, easel(STORY)) for made in builds)
        assert first.image.tobytes() == again.image.tobytes()

    def test_a_page_of_a_story_depends_on_its_own_text(self, backend: str) -> None:
        found, illustrator = ready("illustrate", backend)
        if not (found.of_story or found.storyboard):
            pytest.skip("its pages depend on their scene alone")
        changed = (STORY[0], Scene(2, "It snowed on the castle.", "a castle in the snow", "sad"))
        before, after = (storyboard_of(STORY), storyboard_of(changed)) if found.storyboard else (STORY, changed)
        assert illustrator.context(before, 1) == illustrator.context(before, 1)
        assert illustrator.context(before, 2) != illustrator.context(after, 2)

    @pytest.mark.parametrize("text", ["🦊🏮", "Лиса нашла фонарь.", "狐狸", "...", "a" * 3000])
    def test_any_text_gives_a_page(self, build: Build, backend: str, text: str) -> None:
        scenes = [Scene(1, text, text, "calm")]
        picture = build("illustrate", backend).illustrate(scenes, 1, (320, 180), 1, easel(scenes))
        assert picture.image.ndim == 3
        assert picture.image.dtype == np.uint8


@pytest.mark.parametrize("backend", backends("upscale"))
class TestUpscaler:
    def test_a_picture_grows_and_stays_the_same_picture(self, build: Build, backend: str) -> None:
        upscaler = build("upscale", backend)
        x, y = np.meshgrid(np.arange(48), np.arange(40))
        small = np.stack([x * 5, y * 6, np.where((x - 24) ** 2 + (y - 20) ** 2 < 100, 220, 40)], axis=2).astype(
            np.uint8
        )
        large = upscaler.upscale(small, silent)
        scale = upscaler.scale
        assert scale > 1
        assert large.shape == (40 * scale, 48 * scale, 3)
        back = large.reshape(40, scale, 48, scale, 3).mean(axis=(1, 3))
        assert np.abs(back - small).mean() < 6
        assert build("upscale", backend, fresh=True).upscale(small, silent).tobytes() == large.tobytes()

    @pytest.mark.few(1)
    @pytest.mark.parametrize("shape", [(1, 1), (1, 70), (33, 7)])
    def test_odd_sizes(self, build: Build, backend: str, shape: tuple[int, int]) -> None:
        upscaler = build("upscale", backend, tile=32)
        image = np.full((*shape, 3), 90, np.uint8)
        assert upscaler.upscale(image, silent).shape == (shape[0] * upscaler.scale, shape[1] * upscaler.scale, 3)
