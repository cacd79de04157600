"""The directive ``fpcase-diagram``: a picture whose arrows lead to their claims."""

import math
import pickle
import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import attrs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import fpcase
from fpcase.drawing.scene import (
    Frame,
    Group,
    Item,
    Scene,
    Shape,
    along,
    length,
    lost_letters,
    points_of,
)
from fpcase.figures import Figure
from fpcase.files import write_whole
from fpcase.sphinx.case_directive import CaseDirective
from fpcase.sphinx.domain import CaseDomain, domain_of, warn
from fpcase.studies import Study


@attrs.frozen(kw_only=True)
class Request:
    """What a picture is to show.

    Attributes:
        case: What the project calls the case.
        authors: The authors; None for all.
        options: What it is to show and how, by name.
        filters: What of the case to look at, by name.
        content: The checksum of the files that the picture rests on.
    """

    case: str
    authors: tuple[str, ...] | None
    options: tuple[tuple[str, Any], ...]
    filters: tuple[tuple[str, Any], ...]
    content: str

    @property
    def key(self) -> str:
        """Names the picture: the same request of the same program gives the same picture."""
        return sha256(f"{program()} {self!r}".encode()).hexdigest()[:20]


@cache
def program() -> str:
    """A checksum of the library and of what it draws with: a changed one draws anew."""
    home = Path(fpcase.__file__).parent
    found = sha256(f"{version('pygraphviz')} {version('matplotlib')}".encode())
    for path in sorted(home.rglob("*")):
        if path.suffix in {".py", ".html", ".css", ".js"}:
            found.update(path.read_bytes())
    return found.hexdigest()


class picture(nodes.General, nodes.Element):  # noqa: N801 - Sphinx names writers' methods after it
    """A picture in a document: what it is to show, and words for it."""


class DiagramDirective(CaseDirective):
    """A picture of a case, of any kind in `fpcase.figures.FIGURES`."""

    own: ClassVar[tuple[str, ...]] = ("caption", "alt")

    def made(self) -> list[nodes.Node]:
        """A figure with its caption."""
        documented = self.documented()
        authors = self.authors(documented)
        given, looks = self.options_for(Study.draw)
        domain = domain_of(self.env)
        domain.note_files(documented, authors)
        request = Request(
            case=documented.name,
            authors=authors,
            options=tuple(sorted(given.items())),
            filters=tuple(sorted(looks.items())),
            content=documented.content_of(authors),
        )
        figure = figure_for(domain, request, drawer(self.env))
        domain.note_picture(request.key)
        image = picture(
            request=request,
            alt=self.options.get("alt") or figure.alt_text,
            own_alt="alt" in self.options,
            own_caption="caption" in self.options,
        )
        self.set_source_info(image)
        caption = nodes.caption("", self.options.get("caption") or figure.caption)
        return [nodes.figure("", image, caption, classes=["fpcase-diagram"])]


def drawer(env: BuildEnvironment) -> Path:
    """Where pictures are kept from one build to the next: beside what Sphinx has read."""
    return Path(env.doctreedir, "fpcase")


def forget_pictures(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Delete kept pictures that no page shows any more; no page changes by it."""
    shown = domain_of(env).pictures
    for path in drawer(env).glob("*.pickle"):
        if path.stem not in shown:
            path.unlink(missing_ok=True)
    return []


def figure_for(domain: CaseDomain, request: Request, home: Path) -> Figure:
    """The picture, drawn once: found among those of this build, or of builds before.

    Args:
        domain: The domain of the build.
        request: What it is to show.
        home: Where pictures are kept.
    """
    if request.key in domain.figures:
        return domain.figures[request.key]
    path = home / f"{request.key}.pickle"
    try:
        figure: Figure = pickle.loads(path.read_bytes())  # noqa: S301 - ours, beside Sphinx's own
    except (OSError, EOFError, pickle.UnpicklingError):
        figure = drawn(domain, request)
        write_whole(path, pickle.dumps(figure), what="picture")
    domain.figures[request.key] = figure
    return figure


def drawn(domain: CaseDomain, request: Request) -> Figure:
    """Draw a picture.

    Raises:
        FpcaseError: an option does not fit the case.
    """
    with warnings.catch_warnings():  # a browser has more letters; print is warned of below
        warnings.filterwarnings("ignore", "no font on this system has")
        study = domain.study_of(request.case, request.authors, request.filters)
        return study.draw(**dict(request.options))


def _pages(writer: Any, node: picture) -> tuple[Figure, ...]:  # noqa: ANN401 - of any format
    """The pages of a picture, with its own words; our caption stands below it, not in it too."""
    env = writer.builder.env
    figure = figure_for(domain_of(env), node["request"], drawer(env))
    pages = figure.pages
    if not node["own_caption"]:
        pages = tuple(page.without_caption() for page in pages)
    if node["own_alt"]:
        said = {"description": node["alt"]}
        pages = tuple(attrs.evolve(p, scene=attrs.evolve(p.scene, **said)) for p in pages)
    return pages


def _place(domain: CaseDomain, node: picture, id_: str) -> tuple[str, str] | None:
    """The page and the anchor of a claim, or of a variable, that a part of a picture shows."""
    kind = "claim" if "/" in id_ else "variable"
    found = domain.objects.get((kind, f"{node['request'].case}:{id_}"))
    return found[:2] if found else None


def visit_html(writer: Any, node: picture) -> None:  # noqa: ANN401 - a writer of any HTML
    """Write the picture into the page, so that its arrows can be followed."""
    builder = writer.builder
    domain = domain_of(builder.env)

    def address(id_: str) -> str | None:
        place = _place(domain, node, id_)
        if place is None:
            return None
        page: str = builder.get_relative_uri(builder.current_docname, place[0])
        return f"{page.partition('#')[0]}#{place[1]}"

    writer.fpcase_pictures = getattr(writer, "fpcase_pictures", -1) + 1  # on this page so far
    name = f"picture-{writer.fpcase_pictures}"
    writer.body.append('<div class="fpcase-scroll fpcase-picture" tabindex="0">\n')
    for number, page in enumerate(_pages(writer, node)):
        text = page.to_svg(links=address, name=f"{name}-{number}" if number else name)
        writer.body.append(re.sub(r"^<\?xml[^>]*\?>\s*", "", text))
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def visit_latex(writer: Any, node: picture) -> None:  # noqa: ANN401 - Sphinx's writer
    """Write the picture as a PDF beside the LaTeX file, with links over its arrows and boxes."""

    def link(id_: str) -> str | None:
        place = _place(domain_of(writer.builder.env), node, id_)
        if place is None or place[0] not in writer.builder.docnames:
            return None  # a page of another document has no place here to lead to
        begun: str = writer.hyperlink(f"{place[0]}:{place[1]}")
        return begun

    shown = []
    own = "own-" if node["own_caption"] else ""
    for number, page in enumerate(_pages(writer, node), 1):
        name = f"fpcase-{own}{node['request'].key}-{number}.pdf"
        page.save(Path(writer.builder.outdir, name))
        shown.append(linked_picture(page, name, link))
        if lost := lost_letters(page.scene):
            missing = f"no font on this system has {' '.join(lost)}"
            message = f"{missing}; the PDF shows a replacement character"
            warn(message, node)
    writer.body.append(NEXT_PAGE.join(shown))
    raise nodes.SkipNode


NEXT_PAGE = "\n\\end{figure}\n\\begin{figure}[htbp]\\centering\n"
"""Between the pages of a picture in LaTeX: it breaks none, and the caption stands at the last."""


def visit_text(writer: Any, node: picture) -> None:  # noqa: ANN401 - Sphinx's writer
    """Say what the picture shows."""
    writer.new_state(0)
    writer.add_text(f"[{node['alt']}]")
    writer.end_state()
    raise nodes.SkipNode


def visit_other(writer: Any, node: picture) -> None:  # noqa: ANN401 - a writer of any format
    """Say what the picture shows, in a manual page or a Texinfo file."""
    writer.visit_Text(nodes.Text(f"[{node['alt']}]"))
    raise nodes.SkipNode


Place = tuple[float, float, float, float]
"""Left, bottom, width and height, in points from the picture's lower left corner."""

REACH = 5.0
"""The side of each of the squares that lie along an arrow."""


def linked_picture(figure: Figure, name: str, link: Callable[[str], str | None]) -> str:
    """The lines of LaTeX that show a picture, no wider than the text and no higher than a page.

    Each place that leads somewhere is a rectangle of ink below the picture, which hides it: an
    empty box would have no extent for the programs that turn links into places of a page.

    Args:
        figure: The picture.
        name: The file that holds it.
        link: The LaTeX that begins a link to a claim or a variable, if it has a page.
    """
    width, height = figure.size
    lines = [r"\begingroup\setlength{\unitlength}{1bp}%"]
    for side, room in ((width, r"\linewidth"), (height, r"0.85\textheight")):
        fitting = rf"\setlength{{\unitlength}}{{\dimexpr{room}/{math.ceil(side)}\relax}}"
        lines.append(rf"\ifdim{side:.2f}\unitlength>{room}{fitting}\fi")
    lines.append(rf"\begin{{picture}}({width:.2f},{height:.2f})%")
    for id_, (left, bottom, across, up) in sorted(set(link_places(figure.scene))):
        if begun := link(id_):
            ink = rf"\color{{white}}\rule{{{across:.2f}\unitlength}}{{{up:.2f}\unitlength}}"
            lines.append(rf"\put({left:.2f},{bottom:.2f}){begun}{ink}}}}}%")
    lines += [
        rf"\put(0,0){{\includegraphics[width={width:.2f}\unitlength]{{{name}}}}}%",
        r"\end{picture}\endgroup",
    ]
    return "\n".join(lines)


def link_places(scene: Scene) -> Iterator[tuple[str, Place]]:
    """What the parts of a picture are about, with rectangles that cover each.

    Yields:
        The id of a claim, for each claim of an arrow, or of a variable; and a rectangle.
    """
    for item in scene.items:
        yield from _places(item, 0.0, scene.height)


def _places(item: Item, x: float, y: float) -> Iterator[tuple[str, Place]]:
    """Places in an item that is moved to the right by `x`, below the height `y`."""
    if not isinstance(item, Group):
        return
    x, y = x + item.x, y - item.y
    shapes = [part for part in item.items if isinstance(part, Shape)]
    if item.subject and shapes:
        frames = [_around(shapes[0])] if shapes[0].fill else _along(shapes[0])
        for id_ in item.subject.leads_to[:1]:
            for left, top, right, bottom in frames:
                yield id_, (x + left, y - bottom, right - left, bottom - top)
    for part in item.items:
        yield from _places(part, x, y)


def _around(shape: Shape) -> Frame:
    """Left, top, right and bottom of a shape."""
    across, down = zip(*(point for _, points in shape.steps for point in points), strict=True)
    return min(across), min(down), max(across), max(down)


def _along(shape: Shape) -> list[Frame]:
    """Squares that follow a line, one after the other."""
    route = points_of(shape)
    count = max(round(length(route) / REACH), 1)
    middles = [along(route, (place + 0.5) / count * length(route))[0] for place in range(count)]
    half = REACH / 2
    return [(x - half, y - half, x + half, y + half) for x, y in middles]
