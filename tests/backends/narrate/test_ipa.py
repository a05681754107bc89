from digiteller.backends.narrate.ipa import runs


def test_forms_in_ipa_stand_apart() -> None:
    words = ["Oh,", "said", "/ˈmiːnə/,", "and", "“/a\u0303/!”"]
    assert list(runs(words)) == [
        (0, ["Oh,", "said"], None),
        (2, ["/ˈmiːnə/,"], "ˈmiːnə,"),
        (3, ["and"], None),
        (4, [words[4]], "“a\u0303!”"),
    ]


def test_accents_are_apart_from_their_letters() -> None:
    assert [ipa for _, _, ipa in runs(["/\u00e3/"])] == ["a\u0303"]


def test_a_slash_alone_is_no_ipa() -> None:
    assert list(runs(["and/or", "1/2/3", "//"])) == [(0, ["and/or", "1/2/3", "//"], None)]


def test_nothing_gives_nothing() -> None:
    assert list(runs([])) == []
