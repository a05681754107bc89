from digiteller.backends.narrate.english_phonemes import English


def test_ipa_is_read_in_its_place_with_its_stress_before_the_vowel() -> None:
    english = English(british=False)
    phonemes, owners = english.phonemes(["Meet", "/ʃɪˈvɔːn/,", "", "please."])
    assert phonemes == "mˈit ʃɪvˈɔn, plˈiz."
    assert len(owners) == len(phonemes)
    assert [owners[phonemes.index(sound)] for sound in ("m", "ʃ", "p")] == [0, 1, 3]
    assert english.phonemes(["/ˈdʒoʊ/"])[0] == "ʤˈO"
