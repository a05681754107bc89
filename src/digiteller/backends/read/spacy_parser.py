"""spaCy's pipelines as parsers: tagged, lemmatised words and what each depends on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from digiteller.errors import WeightsError
from digiteller.language.parsing import Token
from digiteller.system.linked_folder import as_folder

if TYPE_CHECKING:
    from digiteller.options import ReadOptions

_PARTS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
"""What is used of a pipeline, in order; it may have no entities and no sentence splitter of its own."""
_FUNCTIONS = {
    "@tokenizers": {"spacy.Tokenizer.v1"},
    "@vectors": {"spacy.Vectors.v1"},
    "@architectures": {
        *("spacy.HashEmbedCNN.v2", "spacy.MaxoutWindowEncoder.v2", "spacy.MultiHashEmbed.v2", "spacy.Tagger.v2"),
        *("spacy.Tok2Vec.v2", "spacy.Tok2VecListener.v1", "spacy.TransitionBasedParser.v2"),
    },
    "@scorers": {f"spacy.{part}_scorer.v1" for part in _PARTS},
}
"""All that a pipeline's config may call: spaCy's own functions that build networks and nothing else."""
_CALLBACKS = ("before_creation", "after_creation", "after_pipeline_creation")


class SpacyParser:
    """Parses texts in the language of a pipeline, whose files are in the model under their names in its folder."""

    def __init__(self, files: Mapping[str, Path], options: ReadOptions, settings: Mapping[str, Any]) -> None:
        if "config.cfg" not in files:
            raise WeightsError("a pipeline of spaCy has a file config.cfg, and this model has none")
        with as_folder(files) as folder:
            self._pipeline = _load(folder, files["config.cfg"])

    def parse(self, texts: Sequence[str]) -> list[list[Token]]:
        """Return the words and marks of each text, white space left out; heads are numbered from 0 within a text."""
        return [_words(parsed) for parsed in self._pipeline.pipe(texts)]


def _load(folder: Path, config: Path) -> Any:
    """Return a pipeline; what it is made of is ours to say, its config only gives sizes.

    Raises:
        WeightsError: it cannot be read, or wants something else to be run.
    """
    from confection import Config

    with _without_command_line():
        from spacy.util import get_lang_class

    try:
        written = Config().from_disk(folder / "config.cfg", interpolate=True)
        language = str(written["nlp"]["lang"])
        parts = {part: written["components"][part] for part in _PARTS if part in written["components"]}
        wanted = {"nlp": {**written["nlp"], "pipeline": list(parts), "disabled": []}, "components": parts}
        if strange := next(_strangers(wanted, language), None):
            raise WeightsError(f"{config}: asks for {strange!r}, which no pipeline that only parses needs")
        pipeline = get_lang_class(language).from_config(Config(wanted), auto_fill=True)
        return pipeline.from_disk(folder, exclude=[name for name in written["components"] if name not in parts])
    except WeightsError:
        raise
    except Exception as error:  # of confection, thinc, msgpack, numpy and spaCy, which have no common one
        reason = str(error).strip().partition("\n")[0]
        raise WeightsError(f"{config}: this pipeline cannot be read: {type(error).__name__}: {reason}") from error


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Import spaCy without its command line, whose HTTP client opens a socket to see whether there is IPv6."""
    stubs = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info") if "spacy" not in sys.modules}
    for stub in stubs.values():
        stub.__dict__.update(__path__=[], info=None)
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name in stubs:
            del sys.modules[name]


def _strangers(wanted: Mapping[str, Any], language: str) -> Iterator[str]:
    """Yield what a config asks for that is not known to do nothing but compute."""
    if not re.fullmatch(r"[a-z]{2,3}", language):
        yield language
    for name in _CALLBACKS:
        if wanted["nlp"].get(name) is not None:
            yield name
    for part, config in wanted["components"].items():
        if config.get("factory") != part:  # "source" would load another pipeline
            yield str(config.get("factory") or config.get("source") or part)
    yield from _unknown_functions(wanted)


def _unknown_functions(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if str(key).startswith("@") and inner not in _FUNCTIONS.get(key, ()):
                yield f"{key} = {inner}"
            yield from _unknown_functions(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _unknown_functions(inner)


def _words(parsed: Any) -> list[Token]:
    """Return a text's words, numbered without the white space that spaCy takes for words."""
    numbers = {token.i: number for number, token in enumerate(token for token in parsed if not token.is_space)}
    return [
        Token(
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=numbers.get(token.head.i, numbers[token.i]),
            start=token.idx,
        )
        for token in parsed
        if not token.is_space
    ]
