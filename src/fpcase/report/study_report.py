"""A study as one page: to read, print, send, or put on the web."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fpcase.comparison import Comparison, Point
from fpcase.drawing.fonts import shown
from fpcase.figures import Figure, make_figure
from fpcase.files import write_whole
from fpcase.inference.result import shown as decibels
from fpcase.model.cases import Case
from fpcase.model.dates import period_in_words
from fpcase.model.decisions import values_in
from fpcase.model.ids import SourceId
from fpcase.model.signatures import checked
from fpcase.model.terms import Certainty, LevelOfAnalysis, Sign, Stance
from fpcase.model.wording import counted
from fpcase.passages import IndexedText
from fpcase.report.linked_text import WEB
from fpcase.report.names import in_words, name_of
from fpcase.report.sections import Sections, anchor_of
from fpcase.statements import View, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Report:
    """A study as one page of HTML that needs no other file and loads nothing.

    Attributes:
        title: The case.
        html: The page.
    """

    title: str
    html: str

    def __repr__(self) -> str:
        """The title and the size."""
        return f"<Report {self.title!r}: {len(self.html.encode()) / 1e6:.1f} MB>"

    def _repr_html_(self) -> str:
        """What a notebook shows: how to open the page, which is too large for a cell."""
        said = f'{self.title}: write the page with save("page.html"), and open it in a browser'
        return f"<p>{escape(said)}</p>"

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, whole or not at all; missing folders are made.

        Args:
            path: Where to.

        Raises:
            FpcaseError: the file cannot be written.

        >>> import fpcase
        >>> fpcase.study("ukraine").report().save("ukraine.html").name
        'ukraine.html'
        """
        return write_whole(Path(path), self.html.encode("utf-8"))


@checked
def report_study(
    of: Case | View,
    texts: Mapping[SourceId, IndexedText] | None = None,
    *,
    draw: Callable[[View], Figure] = make_figure,
) -> Report:
    """Report a study on one page: disputes first, then each author's argument and the rest.

    Args:
        of: What is looked at: a case, or a study of one.
        texts: The sources' texts, if the page is to show the passages themselves, for private
            use.
        draw: Draws an author's argument; a site that keeps its figures gives them out again.

    >>> import fpcase
    >>> page = report_study(fpcase.load_case(fpcase.bundled_case("ukraine")))
    >>> page.html.startswith("<!doctype html>")
    True
    """
    view = view_of(of)
    used = view.whole.in_use()
    if used != view.whole:
        view = View.of(used, view.authors, view.filters)
    sections = Sections(view=view, texts=texts or {}, draw=draw)
    style, script = _part("report.css"), _part("report.js")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src {_allowed(style)}",
            f"script-src {_allowed(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    html = (
        _templates()
        .get_template("report.html")
        .render(
            report=sections,
            sections=SECTIONS,
            shown=sections.filled,
            disputes=_disputes(sections.comparison),
            choices=CHOICES,
            values_in=values_in,
            decibels=decibels,
            name_of=name_of,
            case=sections.case,
            comparison=sections.comparison,
            words=sections.words,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=policy,
            program=version("fpcase"),
        )
    )
    return Report(title=sections.case.title, html=html)


SECTIONS = (
    ("authors", "Authors"),
    ("disputes", "Disputes"),
    ("maps", "Arguments"),
    ("causes", "Causes"),
    ("theories", "Theories"),
    ("decisions", "Decisions"),
    ("evidence", "Evidence"),
    ("predictions", "Predictions"),
    ("ways", "Chains"),
    ("claims", "Claims"),
    ("variables", "Variables"),
    ("cite", "Cite"),
)
"""The page's sections, in their order, with what its menu calls them."""

CHOICES = (
    ("sign", "Sign", [sign.value for sign in Sign]),
    ("stance", "Stance", [stance.value for stance in Stance]),
    ("certainty", "Certainty", [certainty.value for certainty in Certainty]),
    ("level", "Level", [level.value for level in LevelOfAnalysis]),
)
"""What claims can be chosen by, beside author, outcome, period and words."""


def _disputes(found: Comparison) -> list[tuple[str, str, tuple[Point, ...], bool]]:
    """The kinds of points: a heading, what it means, the points, whether they lie open."""
    return [
        (
            "They contradict each other",
            "What one says excludes what the other says, and both may be about the same situation.",
            found.contradictions,
            True,
        ),
        (
            "They pull apart",
            "Both can be right, but they point in opposite directions: a difference of emphasis.",
            found.pulling_apart,
            False,
        ),
        (
            "They write about different times or conditions",
            "They would contradict each other if they were about the same situation.",
            found.by_scope,
            False,
        ),
    ]


def _part(name: str) -> str:
    return files("fpcase.report").joinpath("templates", name).read_text(encoding="utf-8")


def _allowed(text: str) -> str:
    """The checksum by which the page's own policy knows its own style and script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("fpcase.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters.update(
        anchor=anchor_of,
        bare_svg=_bare_svg,
        count=counted,
        words=in_words,
        when=period_in_words,
        visible=_visible,
    )
    made.tests["web"] = lambda address: bool(WEB.match(address))
    return made


def _visible(value: object) -> object:
    """A value as the page shows it: what cannot be seen, or turns writing round, gets a mark."""
    if type(value) is str:
        return shown(value)
    if isinstance(value, dict):
        return {_visible(key): _visible(one) for key, one in value.items()}
    return [_visible(one) for one in value] if isinstance(value, list | tuple) else value


def _bare_svg(svg: str) -> Markup:
    """A picture to stand in the page: without what the page says or adds by itself.

    That is the heading of XML, a style that the policy forbids, what an arrow says of its claims,
    which open by a click, the broad lines that catch a click, and digits that nobody sees.
    """
    for wanted, instead in _SPARED:
        svg = wanted.sub(instead, svg)
    return Markup(svg)  # noqa: S704 - our own picture


_SPARED = tuple(
    (re.compile(wanted), instead)
    for wanted, instead in (
        (r"^<\?xml[^>]*\?>\s*", ""),
        (r"^(<svg[^>]*) style=\"[^\"]*\"", r"\1"),
        (r"(<title>[^<\n]*)\n[^<]*", r"\1"),
        (r' id="[^"]*-(arrow|variable)-[^"]*"', ""),  # named by what they stand for
        (r' data-authors="[^"]*"', ""),
        (r' data-cause="([^"]*)" data-effect="([^"]*)"( href="#on-\1--\2")', r"\3"),
        (r'\n<path [^>]*pointer-events="stroke"/>', ""),
        (r"(\d\.\d)\d+(?=[^<>]*\"[^<>]*>)", r"\1"),
    )
)
"""What is taken out of a picture, with what stands there instead."""
