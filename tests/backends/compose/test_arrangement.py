from __future__ import annotations

import io
from typing import get_args, get_type_hints

import mido
import pytest

from digiteller.backends.compose.arrangement import BY_MOOD, INSTRUMENTS, KEYS, to_midi
from digiteller.backends.compose.chord_progression import TONIC
from digiteller.backends.compose.phrase_planning import Phrase, plan_phrases
from digiteller.backends.compose.tunes import Tune
from digiteller.backends.compose.voicing import PAD_RANGE, closing_chord, voiced
from digiteller.nets.chords import CHORDS, chord_index, chord_of
from digiteller.nets.performance_events import Note
from digiteller.options import ComposeOptions
from digiteller.story import Section

SECTIONS = [Section(0.0, 11.1, "calm"), Section(11.1, 23.4, "playful"), Section(23.4, 40.0, "sad")]
TUNE = Tune(tuple(Note(24 * i, 67 + 2 * (i % 4), 24 * i + 24, 64) for i in range(16)), 192)
PHRASES = plan_phrases(SECTIONS, 1, {"theme": TUNE, "digression": TUNE})
BARS = [bar for phrase in PHRASES for bar in phrase.bars]
NOTES = [Note(bar.begin + 24 * i, 60 + i, bar.begin + 24 * i + 48, 64) for bar in BARS for i in range(4)]


def played(instrument: str = "piano", transposition: int = 2, phrases: list[Phrase] = PHRASES) -> mido.MidiFile:
    last = phrases[-1].bars[-1].begin
    midi = to_midi([n for n in NOTES if n.start < last], phrases, instrument, transposition, 7)
    return mido.MidiFile(file=io.BytesIO(midi))


def test_every_instrument_of_the_options_can_play() -> None:
    assert set(get_args(get_type_hints(ComposeOptions)["instrument"])) == {*INSTRUMENTS, BY_MOOD}


@pytest.mark.parametrize("instrument", [*INSTRUMENTS, BY_MOOD])
def test_the_file_is_as_long_as_the_story(instrument: str) -> None:
    assert played(instrument).length == pytest.approx(SECTIONS[-1].end, abs=0.002)


@pytest.mark.parametrize("transposition", [min(KEYS), max(KEYS)])
@pytest.mark.parametrize("instrument", [*INSTRUMENTS, BY_MOOD])
def test_every_note_ends_once(instrument: str, transposition: int) -> None:
    for track in played(instrument, transposition).tracks:
        sounding: set[int] = set()
        for message in track:
            if message.type == "note_on":
                assert message.note not in sounding
                sounding.add(message.note)
            elif message.type == "note_off":
                sounding.remove(message.note)
        assert not sounding


def test_a_sequencer_finds_names_tempo_metre_key_and_programs() -> None:
    conductor, piano, strings = played().tracks
    kinds = {message.type for message in conductor}
    assert {"track_name", "set_tempo", "time_signature", "key_signature"} <= kinds
    assert [m.key for m in conductor if m.type == "key_signature"] == ["D", "Bm"]
    assert [track.name for track in (piano, strings)] == ["Piano", "Pad"]
    assert [next(m.program for m in t if m.type == "program_change") for t in (piano, strings)] == [0, 48]


def test_each_scene_has_its_moods_instrument_if_the_spec_leaves_it_to_the_mood() -> None:
    midi = played(BY_MOOD)
    assert [track.name for track in midi.tracks[1:]] == ["Piano", "Guitar", "Strings", "Pad"]
    now, players = 0.0, set()
    for message in midi:
        now += message.time
        if message.type == "note_on" and message.channel != 1:
            players.add((message.channel, sum(now > section.end - 0.01 for section in SECTIONS)))
    assert players == {(0, 0), (2, 1), (3, 2)}


def test_tunes_are_led_by_their_moods_and_marked() -> None:
    notes = [*NOTES, *(note for phrase in PHRASES for note in phrase.tune)]
    for instrument, leads in ((BY_MOOD, {"Clarinet", "Music box", "Cello"}), ("harp", set())):
        midi = mido.MidiFile(file=io.BytesIO(to_midi(notes, PHRASES, instrument, 0, 7)))
        assert {track.name for track in midi.tracks[1:]} >= leads
        assert len(midi.tracks) == (8 if leads else 3)
        marks = [message.text for message in midi.tracks[0] if message.type == "marker"]
        assert marks == [phrase.theme for phrase in PHRASES if phrase.tune]
        assert len(marks) >= 3


def test_the_key_changes_nothing_but_the_pitch() -> None:
    def pitches(transposition: int) -> list[int]:
        return [m.note for m in played(transposition=transposition) if m.type == "note_on"]

    assert [pitch - 5 for pitch in pitches(3)] == pitches(-2)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_no_note_is_below_the_instrument(instrument: str) -> None:
    low = [Note(note.start, note.pitch - 26, note.end, note.velocity) for note in NOTES]
    midi = mido.MidiFile(file=io.BytesIO(to_midi(low, PHRASES, instrument, -4, 7)))
    pitches = [m.note for m in midi if m.type == "note_on" and m.channel == 0]
    assert min(pitches) >= INSTRUMENTS[instrument].lowest


def test_the_pedal_is_down_while_the_piece_lasts_and_up_after_it() -> None:
    pedal = [m.value for m in played() if m.type == "control_change" and m.control == 64]
    assert 127 in pedal
    assert pedal[-1] == 0
    assert not any(m.type == "control_change" and m.control == 64 for m in played("strings"))


def test_the_tempo_changes_at_the_scene() -> None:
    ticks = {bar.begin * 10 for bar in BARS if bar.start in (0.0, 11.1, 23.4)}
    now, changes = 0, set()
    for message in played().tracks[0]:
        now += message.time
        if message.type == "set_tempo":
            changes.add(now)
    assert ticks <= changes


def test_a_piece_of_half_a_second_is_a_chord() -> None:
    assert played(phrases=plan_phrases([Section(0.0, 0.5, "calm")], seed=1)).length == pytest.approx(0.5, abs=0.002)


@pytest.mark.parametrize("name", ["C", "Am", "E", "Dm"])
def test_strings_hold_all_tones_of_the_chord_nearby(name: str) -> None:
    before = (55, 60, 64)
    voicing = voiced(chord_index(name), before)
    assert {pitch % 12 for pitch in voicing} == set(CHORDS[chord_index(name)])
    assert PAD_RANGE[0] <= min(voicing) <= max(voicing) <= PAD_RANGE[1]
    assert sum(abs(a - b) for a, b in zip(before, voicing, strict=True)) <= 7


@pytest.mark.parametrize("minor", [False, True])
def test_the_piece_closes_on_the_tonic(minor: bool) -> None:
    closing = closing_chord(NOTES, 480, 672, TONIC[minor])
    assert chord_of(closing, 480, 672) == (TONIC[minor], 1.0)
    assert min(closing, key=lambda note: note.pitch).pitch % 12 == CHORDS[TONIC[minor]][0]
    assert {note.end for note in closing} == {672}
