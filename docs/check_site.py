"""Checks the built site, page by page: ``python docs/check_site.py docs/_build/html``.

Every link inside the site leads somewhere, every image has words in its place, headings step down
one at a time from a single title, and nothing is fetched from elsewhere: the site works without a
network.
"""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
"""Tag -> the attribute whose address a browser fetches by itself."""
WITHOUT_TITLE = {"search.html"}
"""Pages of the theme whose title is written by a script."""


class Page(HTMLParser):
    """What a page holds of that which is checked."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.headings: list[int] = []
        self.images: list[dict[str, str | None]] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag has."""
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "html":
            self.language = given.get("lang") or ""
        elif tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if tag == "img" or (tag == "svg" and given.get("role") == "img"):
            self.images.append(given)
        if given.get(FETCHED.get(tag, "")):
            self.fetched.append(str(given[FETCHED[tag]]))


def problems(site: Path) -> Iterator[str]:
    """Everything that is wrong with a built site, a line each, in the order of its pages.

    Args:
        site: The folder of the built site.
    """
    paths = sorted(site.rglob("*.html"))
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in paths}
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        faults = [_fault(path, link, pages) for link in page.links]
        faults += [
            f"{one} is fetched from elsewhere" for one in page.fetched if urlsplit(one).netloc
        ]
        faults += _unsaid(page)
        if name not in WITHOUT_TITLE and page.headings.count(1) != 1:
            faults.append(f"expected one title, found {page.headings.count(1)}")
        yield from (f"{name}: {fault}" for fault in faults if fault)


def _unsaid(page: Page) -> Iterator[str]:
    """What a reader who listens to the page would miss."""
    for image in page.images:
        if not (image.get("alt") or image.get("aria-label") or image.get("aria-labelledby")):
            yield f"the image {image.get('src') or ''!r} has no words in its place"
    if not page.language:
        yield "the page does not say its language"
    for above, below in pairwise(page.headings):
        if below > above + 1:
            yield f"a heading of depth {below} follows one of depth {above}"


def _fault(path: Path, link: str, pages: dict[Path, Page]) -> str:
    """What is wrong with a link inside the site, if anything."""
    address, fragment = urldefrag(link)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return f"{link} leads nowhere"
    if fragment and target in pages and unquote(fragment) not in pages[target].ids:
        return f"{link} leads to no place on that page"
    return ""


def main(site: str) -> int:
    """Print what is wrong; the exit status is 1 if anything is."""
    found = list(problems(Path(site).resolve()))
    for line in found:
        sys.stdout.write(f"{line}\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
