"""The verbs of a study, as command line and pages read them."""

import pytest
from synthetic import synthetic_case

import fpcase
from fpcase.cli.study_verbs import typed_as
from fpcase.model import FpcaseError
from fpcase.model.wording import unknown
from fpcase.studies import Study
from fpcase.verbs import filters, options, summary, verbs


def test_every_verb_and_option_says_what_it_does() -> None:
    """Help is read from docstrings; one without a line would be a riddle."""
    assert {"compare", "chains", "draw", "export", "show"} <= set(verbs())
    for name, verb in verbs().items():
        assert summary(verb).endswith("."), name
        assert all(option.meaning for option in options(verb).values()), name
    assert all(option.meaning for option in filters().values())


def test_an_option_is_read_from_words() -> None:
    """As its type says: a switch, a number, a pair, pairs, words."""
    pair = options(Study.sensitivity)["if_merged"]
    assert pair.read(["war=peace"]) == pair.read(["war", "peace"]) == ("war", "peace")
    assert filters()["merges"].read(["a=b", "c=d"]) == (("a", "b"), ("c", "d"))
    assert filters()["opposites"].read([""]) is True
    assert filters()["opposites"].read(["no"]) is False
    assert options(Study.draw)["core"].read(["all"]) == "all"
    assert options(Study.draw)["core"].read(["12"]) == 12
    assert options(Study.congruence)["theories"].read(["a", "b"]) == ("a", "b")
    for option, word in (("merges", "a"), ("merges", "a=b=c"), ("opposites", "perhaps")):
        with pytest.raises(FpcaseError, match=f"^{option}: expected"):
            filters()[option].read([word])
    with pytest.raises(FpcaseError, match="core: expected a whole number or 'auto' or 'all'"):
        options(Study.draw)["core"].read(["many"])


def test_a_name_that_is_unknown_is_told_with_the_nearest_or_with_all() -> None:
    """A slip of the pen needs one name, a guess all of them."""
    assert unknown("option", "--perod", ["--period"]).endswith("did you mean '--period'?")
    assert unknown("option", "x", ["one", "two"]) == "there is no option 'x'; available: one, two"


def test_an_option_is_named_as_it_is_typed() -> None:
    """The command line spells some options in another way than Python."""
    assert typed_as("draw", "cause") == "--from"
    assert typed_as("chains", "cause") == "FROM"
    assert typed_as("chains", "max_steps") == "--max-steps"
    assert typed_as("chains", "authors") == "--authors"
    assert typed_as("check", "max_steps") == "--max-steps"


def test_a_study_says_what_is_looked_at() -> None:
    """At the prompt, the case, how many authors and claims, and by which filters."""
    case = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war - peace"]})
    whole = fpcase.study(case)
    assert repr(whole) == f"<Study of {case.id} {case.version}: 2 authors, 2 claims>"
    part = repr(whole.only("doe-2001", opposites=True))
    assert part.startswith(f"<Study of {case.id} {case.version}: 1 author, 1 claim; ")
