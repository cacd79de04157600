"""Checks a built site, page by page: ``python tests/check_site.py docs/_build/html``.

Every link inside the site leads somewhere, and to one place only; every image has words in its
place; headings step down one at a time from a single title; and nothing is fetched from elsewhere:
the site works without a network.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("object", "data"),
    ("image", "href"),
    ("use", "href"),
    ("use", "xlink:href"),
}
"""Tags, each with the attribute whose address a browser fetches by itself."""
FOLLOWED = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect"}
"""What makes a browser fetch the address of a ``link``."""
WITHOUT_TITLE = {"search.html"}
"""Pages of the theme whose title is written by a script."""


class Page(HTMLParser):
    """What a page holds of that which is checked.

    Attributes:
        ids: Its anchors.
        links: Where a reader can go.
        fetched: What a browser fetches by itself.
        headings: The depths of its headings.
        images: What is said of its images.
        language: The language that it says it is in.
    """

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.headings: list[int] = []
        self.images: list[dict[str, str]] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag has."""
        given = {name: value or "" for name, value in attrs}
        if given.get("id") and not (tag == "table" and self.ids[-1:] == [given["id"]]):
            self.ids.append(given["id"])  # furo gives what it wraps a table in the table's id too
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" or (tag == "svg" and given.get("role") == "img"):
            self.images.append(given)
        if tag == "link" and FOLLOWED & set(given.get("rel", "").split()):
            self.fetched.append(given["href"])
        self.fetched += [given[name] for name in given if (tag, name) in FETCHED]
        self.fetched += re.findall(r"url\((.*?)\)", given.get("style", ""))


def problems(site: Path) -> Iterator[str]:
    """Everything that is wrong with a built site, a line each, in the order of its pages.

    Args:
        site: The folder of the built site.
    """
    paths = sorted(site.rglob("*.html"))
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in paths}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for fault in (*_links(path, pages), *_fetched(page.fetched), *_unsaid(page)):
            yield f"{name}: {fault}"
        if name not in WITHOUT_TITLE and page.headings.count(1) != 1:
            yield f"{name}: expected one title, found {page.headings.count(1)}"
    for path in sorted(site.rglob("*.css")):
        told = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
        for fault in _fetched(told):
            yield f"{path.relative_to(site).as_posix()}: {fault}"


def _links(path: Path, pages: dict[Path, Page]) -> Iterator[str]:
    """What is wrong with a page's links inside the site, and with the places on it."""
    page = pages[path]
    for address in dict.fromkeys([*page.links, *page.fetched]):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        place = unquote(parts.fragment)
        if not target.is_file():
            yield f"{address} leads nowhere"
        elif place and target in pages and place not in pages[target].ids:
            yield f"{address} leads to no place on that page"
    for one in sorted({one for one in page.ids if page.ids.count(one) > 1}):
        yield f"the place {one!r} stands twice: a link to it leads to the first only"


def _fetched(addresses: list[str]) -> Iterator[str]:
    """What comes from another site."""
    for address in addresses:
        if re.match(r"(https?:)?//", address):
            yield f"{address} is fetched from elsewhere"


def _unsaid(page: Page) -> Iterator[str]:
    """What a reader who listens to the page would miss."""
    for image in page.images:
        if not (image.get("alt") or image.get("aria-label") or image.get("aria-labelledby")):
            yield f"the image {image.get('src', '')!r} has no words in its place"
    if not page.language:
        yield "the page does not say its language"
    for above, below in pairwise(page.headings):
        if below > above + 1:
            yield f"a heading of depth {below} follows one of depth {above}"


def main(site: str) -> int:
    """Print what is wrong; the exit status is 1 if anything is."""
    found = list(problems(Path(site).resolve()))
    for line in found:
        sys.stdout.write(f"{line}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
