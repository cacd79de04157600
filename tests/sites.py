"""Checks on a built site: every link inside it leads somewhere, and nothing comes from outside."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {
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
"""Elements, with the attribute by which a browser loads something without being asked."""

OWN_PAGE = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect"}
"""What makes a browser follow the address of a ``link``."""


class Page(HTMLParser):
    """What a page says of addresses.

    Attributes:
        ids: Its anchors.
        links: Where a reader can go.
        loads: What a browser fetches by itself.
    """

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        given = {name: value or "" for name, value in attrs}
        if given.get("id") and not (tag == "table" and self.ids[-1:] == [given["id"]]):
            self.ids.append(given["id"])  # furo gives what it wraps a table in the table's id too
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and OWN_PAGE & set(given.get("rel", "").split()):
            self.loads.append(given["href"])
        self.loads += [given[name] for element, name in LOADED if tag == element and name in given]
        self.loads += re.findall(r"url\((.*?)\)", given.get("style", ""))


@cache
def page_of(path: Path) -> Page:
    """A page of a site, read once."""
    return Page(path.read_text(encoding="utf-8"))


def broken_links(site: Path) -> Iterator[str]:
    """Links and loads inside a site that lead nowhere."""
    for path in sorted(site.rglob("*.html")):
        page = page_of(path)
        for address in dict.fromkeys([*page.links, *page.loads]):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            name = path.relative_to(site)
            if not target.is_file():
                yield f"{name}: {address}: there is no such file"
            elif parts.fragment and target.suffix == ".html":
                anchor = unquote(parts.fragment)
                if anchor not in page_of(target).ids and anchor != "top":
                    yield f"{name}: {address}: there is no such anchor"


def repeated_ids(site: Path) -> Iterator[str]:
    """Anchors that stand twice on a page: a link to them leads to the first only."""
    for path in sorted(site.rglob("*.html")):
        ids = page_of(path).ids
        for one in sorted({one for one in ids if ids.count(one) > 1} if ids else ()):
            yield f"{path.relative_to(site)}: the anchor {one!r} stands twice"


def outside_loads(site: Path) -> Iterator[str]:
    """Scripts, styles, fonts and pictures that a browser would fetch from another site."""
    for path in sorted(site.rglob("*.html")):
        for address in page_of(path).loads:
            if re.match(r"(https?:)?//", address):
                yield f"{path.relative_to(site)}: loads {address}"
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", text):
            yield f"{path.relative_to(site)}: loads {address}"


def problems_of_site(site: Path) -> list[str]:
    """Everything that is wrong with a site."""
    return [*broken_links(site), *repeated_ids(site), *outside_loads(site)]
