"""The figures of the bundled cases, looked at by arithmetic; and many drawn at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pictures import faults, together

import fpcase
from fpcase.figures import Figure, make_figure
from fpcase.statements import View

ENDS = {
    "kazakhstan": [("anarchy", "multi-vector-policy"), ("russia-ukraine-war-2022", "transit-role")],
    "ukraine": [("russian-population-in-ukraine", "russia-west-rivalry")],
}
CHARTS = ("matrix", "shared", "decisions", "congruence", "levels")
CASES = {name: fpcase.load_case(fpcase.bundled_case(name)) for name in ENDS}


def figures() -> list[Any]:
    """Every kind of node-link figure of every bundled case, at the sizes of a journal."""
    asked: list[tuple[str, str, list[str] | None, dict[str, Any]]] = []
    for name, case in CASES.items():
        authors = [str(author) for author in case.explanations]
        for columns in (1, 2):
            kinds = ("authors", "pooled", "loops")
            asked += [(name, kind, None, {"columns": columns}) for kind in kinds]
            asked += [
                (name, "chains", None, {"cause": cause, "effect": effect, "columns": columns})
                for cause, effect in ENDS[name]
            ]
        asked.append((name, "authors", None, {}))
        asked += [(name, "pooled", [author], {}) for author in authors]
        for kind in ("overlay", "difference"):
            asked += [(name, kind, list(two), {}) for two in combinations(authors, 2)]
    return [
        pytest.param(*one, id=f"{one[0]}-{one[1]}-{'-'.join(one[2] or ['all'])}-{number}")
        for number, one in enumerate(asked)
    ]


@pytest.mark.parametrize(("name", "kind", "authors", "options"), figures())
def test_in_a_figure_of_a_bundled_case_nothing_overlaps_is_cut_or_runs_through_a_box(
    name: str, kind: str, authors: list[str] | None, options: dict[str, Any]
) -> None:
    """What a reader would stumble over at the size of a page, in words; there must be nothing."""
    figure = make_figure(View.of(CASES[name], authors), kind, options)
    assert isinstance(figure, Figure)
    assert faults(figure) == []
    assert together(figure) == []


def test_two_dozen_threads_draw_the_pictures_that_one_draws(tmp_path: Path) -> None:
    """A web service draws for many readers at once; Graphviz and matplotlib keep global state.

    Every kind of chart is among them, and three layouts of diagrams, each as SVG, PNG and PDF.
    """
    case = CASES["ukraine"]
    authors = [str(author) for author in case.explanations]
    asked: list[tuple[str, list[str] | None, dict[str, Any]]] = [
        ("pooled", None, {"columns": 1}),
        ("overlay", authors[2:], {}),
        ("chains", None, dict(zip(("cause", "effect"), ENDS["ukraine"][0], strict=True))),
        *[(kind, None, dict[str, Any]()) for kind in CHARTS],
    ]

    pictures = [(suffix, *one) for suffix in (".svg", ".png", ".pdf") for one in asked]

    def drawn(number: int) -> bytes:
        suffix, kind, who, options = pictures[number]
        path = tmp_path / f"{number}{suffix}"
        make_figure(View.of(case, who), kind, options).save(path)
        return path.read_bytes()

    alone = [drawn(number) for number in range(len(pictures))]
    assert len(set(alone)) == len(pictures) == _THREADS
    with ThreadPoolExecutor(_THREADS) as threads:
        assert list(threads.map(drawn, range(_THREADS))) == alone


_THREADS = 24
