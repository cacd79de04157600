"""One misspelt option and one value of a wrong type, for everything that a scholar can call."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from synthetic import synthetic_case

import fpcase
from fpcase.cli import build_parser, main
from fpcase.inference import weigh
from fpcase.model import FpcaseError
from fpcase.statements import Filters, View
from fpcase.verbs import Option, filters, options, verbs

ROOMS = (
    *("model", "documents", "casefiles", "passages", "statements", "diagrams", "comparison"),
    *("inference", "decisions", "figures", "report", "studies"),
)
AT_EVERY_STEP = {
    *("total_effect", "reachable_signs", "find_anchor", "index_text", "to_record", "span"),
    *("describe", "short", "spell"),
}
"""Functions that are called at every step; what calls them has read its options before."""
CASE = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war - peace"]})
NEEDED: dict[str, tuple[Any, ...]] = {
    "chains": ("war", "peace"),
    "export": ("graphml",),
    "sources": ("bibtex",),
    "tables": ("rows",),
    "across": (CASE,),
    "find": ("doe-2001", "war"),
    "needs": ("doe-2001",),
    "decisions": ("peace",),
    "agreement": (CASE,),
}
"""What a verb cannot do without."""


class Nothing:
    """No value that anything takes."""


FUNCTIONS = {
    f"{room}.{name}": thing
    for room in ROOMS
    for name in import_module(f"fpcase.{room}").__all__
    if inspect.isfunction(thing := getattr(import_module(f"fpcase.{room}"), name))
    and (name not in AT_EVERY_STEP or room == "report")
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_refuses_a_misspelt_option(function: Callable[..., object]) -> None:
    """Python's own error names it; an option that nobody reads would change nothing."""
    needed = {
        one.name: Nothing()
        for one in inspect.signature(function).parameters.values()
        if one.default is one.empty
    }
    with pytest.raises(TypeError, match="zoooom"):
        function(**needed, zoooom=1)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_refuses_a_value_of_a_wrong_type(function: Callable[..., object]) -> None:
    """Each of its parameters says what it takes, instead of breaking deep inside."""
    parameters = inspect.signature(function).parameters.values()
    first = next(iter(parameters))
    given = {
        one.name: Nothing()
        for one in parameters
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    }
    with pytest.raises(FpcaseError, match=rf"expected .*found <|{first.name}"):
        function(**given or {first.name: Nothing()})


@pytest.mark.parametrize("name", verbs())
def test_a_verb_refuses_a_misspelt_option(name: str) -> None:
    """A study is asked by name; a name that is none is Python's own error."""
    with pytest.raises(TypeError, match="zoooom"):
        getattr(fpcase.study(CASE), name)(*NEEDED.get(name, ()), zoooom=1)


VERB_OPTIONS = [
    pytest.param(verb, option, id=f"{verb}-{option}")
    for verb, method in verbs().items()
    for option in options(method)
]


@pytest.mark.parametrize(("verb", "option"), VERB_OPTIONS)
def test_a_verb_says_what_an_option_takes(verb: str, option: str) -> None:
    """The message names the option and what it takes."""
    method = verbs()[verb]
    needed = dict(zip(options(method), NEEDED.get(verb, ()), strict=False))
    many = [one.name for one in options(method).values() if one.takes_rest]
    places = [
        Nothing() if n == option else v for n, v in {**needed, option: 0}.items() if n in many
    ]
    named = {n: v for n, v in needed.items() if n not in many}
    places = [*named.values(), *places] if option in many else places
    named = {} if option in many else named | {option: Nothing()}
    with pytest.raises(FpcaseError, match=rf"^{option}: expected "):
        getattr(fpcase.study(CASE), verb)(*places, **named)


@pytest.mark.parametrize("name", filters())
def test_a_filter_says_what_it_takes(name: str) -> None:
    """As a record, and by the name of `only`."""
    wrong: Any = Nothing()
    with pytest.raises(FpcaseError, match=rf"^{name}: expected "):
        Filters(**{name: wrong})
    with pytest.raises(FpcaseError, match=rf"^{name}: expected "):
        fpcase.study(CASE).only(**{name: wrong})
    with pytest.raises(FpcaseError, match=r"^authors: expected "):
        fpcase.study(CASE).only(wrong)


FAULTS: dict[str, Callable[[], object]] = {
    "a core of letters": lambda: fpcase.draw(fpcase.causal_diagram(CASE), core="big"),  # type: ignore[arg-type] # wrong on purpose
    "a graph for a diagram": lambda: fpcase.draw(nx.MultiDiGraph([("a", "b")])),
    "a name for a case": lambda: fpcase.compare("x"),  # type: ignore[arg-type] # the same
    "a folder that is none": lambda: fpcase.study("nowhere"),
    "a number for a folder": lambda: fpcase.study(3),  # type: ignore[arg-type] # wrong on purpose
    "two changes at once": lambda: fpcase.study(CASE).sensitivity(
        if_merged=("war", "peace"), if_split="war"
    ),
    "no change": lambda: fpcase.study(CASE).sensitivity(),
    "a part where the whole is asked of": lambda: fpcase.study(CASE).only("doe-2001").coding(),
    "a stance that is none": lambda: fpcase.causal_diagram(CASE, stances="dreams"),
    "a number for a case": lambda: weigh(3, contest="c"),  # type: ignore[arg-type] # wrong on purpose
    "a number for pairs": lambda: Filters(merges=3),  # type: ignore[arg-type] # wrong on purpose
    "a word for a pair": lambda: Filters(merges=["ab"]),
    "three for a pair": lambda: Filters(merges=[("a", "b", "c")]),
}


@pytest.mark.parametrize("call", FAULTS.values(), ids=FAULTS)
def test_what_used_to_end_in_a_raw_error_is_refused_in_words(call: Callable[[], object]) -> None:
    """Each of these once showed our stack, or a word cut into letters."""
    with pytest.raises(FpcaseError, match=r"expected|there is no|one change|whole case"):
        call()


def test_one_word_is_a_list_of_one() -> None:
    """Nobody should have to remember where brackets go."""
    assert fpcase.causal_diagram(CASE, "doe-2001", stances="asserts").number_of_edges() == 1
    assert View.of(CASE, "doe-2001").authors == ("doe-2001",)
    assert fpcase.study(CASE).only(levels="state").filters.levels
    assert fpcase.study(CASE).only(merges=("war", "peace")).filters.merges == (("war", "peace"),)


COMMANDS: dict[str, Any] = dict(vars(build_parser())["_subparsers"]._group_actions[0].choices)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_names_the_option_that_is_nearest(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, the option as it was typed, and what it may have been meant for."""
    known = COMMANDS[command]
    (*_, flag) = [f for a in known._actions for f in a.option_strings if f.startswith("--")]
    places = [a for a in known._actions if not a.option_strings]
    words = [
        w
        for a in known._actions
        if a.required and a.option_strings
        for w in (a.option_strings[0], "x")
    ]
    with pytest.raises(SystemExit) as stop:
        main([command, *("ukraine" for _ in places), *words, f"{flag}z"])
    assert stop.value.code == 2
    assert f"there is no option '{flag}z'; did you mean '{flag}'?" in capsys.readouterr().err


NUMBERS = [
    pytest.param(verb.replace("_", "-"), option, id=f"{verb}-{option.name}")
    for verb, method in verbs().items()
    for option in options(method).values()
    if option.is_number
]


@pytest.mark.parametrize(("command", "option"), NUMBERS)
def test_a_command_says_what_an_option_takes_as_it_is_typed(
    command: str, option: Option, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A scholar at a terminal knows --max-steps, not max_steps."""
    flag = f"--{option.name.replace('_', '-')}"
    needed = {"chains": ["anarchy", "power-seeking"], "decisions": ["--outcome", "peace"]}
    ends = needed.get(command, [])
    out = ["--out", str(tmp_path / "x.svg")] if command == "draw" else []
    kind = "" if option.wanted is float else "whole "
    assert main([command, "ukraine", *ends, *out, flag, "many"]) == 2
    assert capsys.readouterr().err.startswith(f"fpcase: {flag}: expected a {kind}number")


def test_a_command_calls_a_cause_from_and_an_effect_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The words of the command line, not those of Python."""
    words = ["draw", "ukraine", "--kind", "levels", "--from", "x", "--out", str(tmp_path / "x.svg")]
    assert main(words) == 2
    assert "--from" in capsys.readouterr().err
