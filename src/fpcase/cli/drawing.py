"""The verbs that make pictures, and files that other programs read: draw, export."""

import argparse
import sys
from typing import Any

import fpcase
from fpcase.cli.options import (
    DONE,
    AddVerb,
    add_authors,
    add_filters,
    count,
    loaded,
    looked_at,
    positive,
)


def add_drawing_verbs(add: AddVerb) -> None:
    """Add every verb that takes a diagram out of the library."""
    draw = add("draw", _draw, "draw a figure: each author's causal diagram, or another kind")
    draw.add_argument(
        "--out",
        metavar="FILE",
        help="the picture to write; its ending says the kind of file: .svg, .png or .pdf; "
        "without it: list the kinds of figures",
    )
    draw.add_argument(
        "--kind",
        metavar="NAME",
        help="the kind of figure (default: authors; for one author alone: pooled)",
    )
    draw.add_argument("--pooled", action="store_true", help="the same as --kind pooled")
    add_authors(draw)
    group = draw.add_argument_group("what kinds of figures take").add_argument
    for flag, words in _OPTIONS.items():
        group(flag, default=argparse.SUPPRESS, **words)
    add_filters(draw)

    summary = "take a diagram to another program, and say what is lost on the way"
    export = add("export", _export, summary)
    export.add_argument("--to", metavar="FORMAT", help="the format; without it: list the formats")
    add_authors(export)
    export.add_argument(
        "--stances",
        nargs="+",
        default=["asserts"],
        metavar="STANCE",
        help="the claims to take: asserts, denies, reports (default: asserts)",
    )
    export.add_argument(
        "--include-inferred", action="store_true", help="take the coder's own readings too"
    )
    export.add_argument("--out", metavar="FILE", help="the file to write, instead of printing it")


def _core(text: str) -> int | None:
    return None if text == "all" else positive(text)


_OPTIONS: dict[str, dict[str, Any]] = {
    "--title": {"help": "what the figure is called"},
    "--columns": {
        "type": int,
        "choices": (1, 2),
        "help": "how wide: one column of a journal (90 mm) or two (180 mm)",
    },
    "--around": {"metavar": "ID", "help": "draw this variable and what a claim joins to it"},
    "--from": {"metavar": "ID", "dest": "cause", "help": "the variable that chains begin at"},
    "--to": {"metavar": "ID", "dest": "effect", "help": "the variable that chains end at"},
    "--telling": {
        "metavar": "HOW",
        "help": "chains within (one author), pooled (any mixture), or 'union of withins' "
        "(default: pooled)",
    },
    "--max-steps": {
        "type": positive,
        "metavar": "N",
        "dest": "max_steps",
        "help": "how many claims long a chain or a loop is at most",
    },
    "--stances": {
        "nargs": "+",
        "metavar": "STANCE",
        "help": "the claims to draw: asserts, denies, reports",
    },
    "--core": {
        "type": _core,
        "metavar": "N",
        "help": "draw N variables: outcomes and what most authors use; 'all' draws every one, "
        "readable or not (default: all if they can be read, else 20)",
    },
    "--effects": {"nargs": "+", "metavar": "ID", "help": "show the causes of these variables only"},
    "--form": {"metavar": "FORM", "help": "lay the matrix out as a grid or as a list"},
    "--unit": {"metavar": "UNIT", "help": "count shared arrows or variables (default: arrows)"},
    "--most": {
        "type": positive,
        "metavar": "N",
        "help": "draw N sets of authors, chains or loops at most",
    },
    "--theories": {"nargs": "+", "metavar": "ID", "help": "ask of these theories only"},
    "--by": {
        "metavar": "WORD",
        "help": "the level of causes, effects or variables (default: causes)",
    },
}
"""Options of figures by their flags, with what argparse is to know; `dest` names the option."""


def _draw(options: argparse.Namespace) -> int:
    if not options.out:
        return _list_kinds()
    view = looked_at(options)
    alone = len(view.authors) == 1
    kind = options.kind or ("pooled" if options.pooled or alone else "authors")
    given = {name: getattr(options, name) for name in _option_names() if hasattr(options, name)}
    figure = fpcase.figures.make_figure(view, kind, **given)
    figure.save(options.out)
    print(f"{options.out}: {figure.caption}")
    return DONE


def _option_names() -> list[str]:
    return [words.get("dest", flag.removeprefix("--")) for flag, words in _OPTIONS.items()]


def _list_kinds() -> int:
    for name, kind in fpcase.figures.FIGURES.items():
        print(f"{name:<14} {kind.shows}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    case = loaded(options)
    if not options.to:
        for name, exporter in fpcase.diagrams.EXPORTERS.items():
            print(f"{name:<10} {exporter.suffix:<9} {exporter.reads}")
        return DONE
    diagram = fpcase.causal_diagram(
        case,
        options.authors,
        stances=options.stances,
        include_inferred=options.include_inferred,
    )
    made = fpcase.diagrams.export(diagram, options.to)
    if options.out:
        path = made.save(options.out)
        print(f"{path}: {made.format}, {count(diagram.number_of_edges(), 'arrow')}")
    else:
        print(made.text, end="")
    for sentence in (*fpcase.diagrams.claims_left_out(case, diagram), *made.lost):
        print(f"fpcase: {sentence}", file=sys.stderr)
    return DONE
