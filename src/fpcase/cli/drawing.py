"""The verbs that make pictures, and files that other programs read: draw, export."""

import argparse
import sys

import fpcase
from fpcase.cli.options import DONE, AddVerb, add_authors, count, loaded, positive


def add_drawing_verbs(add: AddVerb) -> None:
    """Add every verb that takes a diagram out of the library."""
    draw = add("draw", _draw, "draw causal diagrams, one panel for each author")
    add_authors(draw)
    draw.add_argument(
        "--out",
        required=True,
        metavar="FILE",
        help="the picture to write; its ending says the kind: .svg, .png or .pdf",
    )
    draw.add_argument(
        "--pooled", action="store_true", help="all authors in one panel instead of one each"
    )
    draw.add_argument(
        "--core",
        type=positive,
        default=20,
        metavar="N",
        help="draw the outcomes and the variables that most authors use, N in all (default: 20)",
    )

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


def _draw(options: argparse.Namespace) -> int:
    case = loaded(options)
    diagram = fpcase.causal_diagram(case, options.authors)
    one_panel = options.pooled or len(diagram.graph["authors"]) == 1
    draw = fpcase.draw if one_panel else fpcase.draw_authors
    figure = draw(diagram, core=options.core)
    figure.save(options.out)
    print(f"{options.out}: {figure.caption}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    case = loaded(options)
    if not options.to:
        for name, exporter in fpcase.EXPORTERS.items():
            print(f"{name:<10} {exporter.suffix:<9} {exporter.reads}")
        return DONE
    diagram = fpcase.causal_diagram(
        case,
        options.authors,
        stances=options.stances,
        include_inferred=options.include_inferred,
    )
    made = fpcase.export(diagram, options.to)
    if options.out:
        path = made.save(options.out)
        print(f"{path}: {made.format}, {count(diagram.number_of_edges(), 'arrow')}")
    else:
        print(made.text, end="")
    for sentence in (*fpcase.claims_left_out(case, diagram), *made.lost):
        print(f"fpcase: {sentence}", file=sys.stderr)
    return DONE
