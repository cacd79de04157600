"""Throw broken files at every door beside the reader of cases, for as long as one likes.

    python tests/fuzz_doors.py --minutes 5 --seed 1

Small files of each program's form are changed by some bytes, or cut and joined. Whatever is in
them, each door answers with a result or with an `FpcaseError`: no other exception, no hang over
ten seconds of processor time. The same seed gives the same files.
"""

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import fpcase
from fpcase.casefiles import case_from_links, read_project, read_sources, read_spreadsheet
from fpcase.diagrams import case_from_graphs
from fpcase.model import Anchor, Locator, SourceText
from fpcase.passages import find_anchor, index_text

SECONDS = 10
SPICE = [
    *(b"\0", b"\xff", b"\n", b"\r", b"\t", b'"', b"'", b"{", b"}", b"[", b"]", b"<", b">", b"&"),
    *(b",", b";", b"#", b"@", b"=", b"\\", b"~", b"-", b"->", b"\xd9\x80", b"\xe0\xa4\xbf"),
    *(b"and", b"NaN", b"1e999", b"-1", b"null", b"[...]", b"\xe2\x80\xa8", b"\x0c", b"(" * 300),
]
BIB = rb"""@string{wp = "World " # {Politics}}
@article{a1, author={M{\"u}ller, J. and {World Bank} and others}, title={On \emph{War}}, journal=wp,
 pages={1--2}, year={1991-92}, crossref={b1}, url={\url{http://a.org/x_y}}}
@book{b1, title = "A {"}quote{"}", editor="Ash, A., Birch, B.", date = {2012/2014~}, doi={10.5/x}}
"""
CSL = b"""[{"id": "a", "type": "book", "title": "<i>On</i> War", "author": [{"family": "Mao",
 "given": "Z", "static-ordering": true}], "issued": {"date-parts": [[2001, 1], [2003]]}}]"""
TABLE = (
    b"author,cause,effect,sign,page,period\nDoe,~War,Trade; Grain,-0.5,12,2014-03\nRoe,War,x,+,,\n"
)
GRAPHML = b"""<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="s" for="edge" attr.name="sign" attr.type="string"/><graph edgedefault="directed">
<node id="a"/><node id="b"/><edge source="a" target="b"><data key="s">+</data></edge>
</graph></graphml>
"""
GEXF = b"""<?xml version="1.0"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="directed"><nodes><node id="0" label="War"/><node id="1" label="x"/></nodes>
<edges><edge id="0" source="0" target="1" weight="-2.0"/></edges></graph></gexf>
"""
GML = b'graph [ directed 1 node [ id 1 label "War" ] node [ id 2 ] edge [ source 1 target 2 ] ]'
JSON = b'{"nodes": [{"id": "a", "name": "War"}], "links": [{"source": "a", "target": "b"}]}'
DAG = b'dag { bb="0,1"\n"War of words" [pos="1,2"]\nE -> D <- "War of words"; A -> {B C} <-> D }'
QDE = b"""<Project name="x"><CodeBook><Codes>
<Code guid="A" name="Fear"><Code guid="B" name="x"/></Code></Codes></CodeBook>
<Sources><TextSource name="R" plainTextPath="internal://s.txt">
<PlainTextSelection startPosition="1" endPosition="9">
<Coding><CodeRef targetGUID="B"/></Coding></PlainTextSelection>
</TextSource></Sources></Project>"""
TEXT = (
    "Head\n\nThe neo-\nclassical ﬁrst [2] words.\fPage 3\nविदेश नीति เขาไม่ العـربية\r\nend…".encode()
)


def _links(path: Path) -> None:
    case_from_links(read_spreadsheet(path))


def _passages(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    about = SourceText(file="a.txt", sha256="", headings=["Head"], furniture=["Page #", "end*"])
    indexed = index_text(text, about)
    words = text.split()[:9] or ["x"]
    find_anchor(Locator(quote=" ".join(words)), indexed)
    find_anchor(Locator(anchor=Anchor(start=words[0], end=words[-1]), paragraph=1), indexed)


def _project(path: Path) -> None:
    content = path.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("project.qde", content)
        packed.writestr("sources/s.txt", TEXT)
    path.write_bytes(out.getvalue() if len(content) % 5 else out.getvalue()[: len(content)])
    read_project(path)


def _graph(path: Path) -> None:
    case_from_graphs([path])


DOORS: list[tuple[str, bytes, Callable[[Path], object]]] = [
    ("a.bib", BIB, read_sources), ("a.json", CSL, read_sources), ("a.csv", TABLE, _links),
    ("a.graphml", GRAPHML, _graph), ("a.gexf", GEXF, _graph), ("a.gml", GML, _graph),
    ("b.json", JSON, _graph), ("a.txt", DAG, _graph), ("a.qdpx", QDE, _project),
    ("t.txt", TEXT, _passages),
]  # fmt: skip


def changed(content: bytes, drawn: random.Random) -> bytes:
    """Some bytes of a file changed, cut out or repeated."""
    made = bytearray(content)
    for _ in range(drawn.choice((1, 1, 2, 3, 8, 30))):
        at, to = sorted(drawn.randrange(len(made) + 1) for _ in range(2))
        to = min(to, at + drawn.choice((0, 1, 5, 60)))
        spice = drawn.choice((b"", drawn.choice(SPICE), bytes(made[at:to]) * 2, bytes(made[:to])))
        made[at:to] = spice
    return bytes(made)


def _stop(_number: int, _frame: FrameType | None) -> None:
    message = f"more than {SECONDS} s"
    raise TimeoutError(message)


def main() -> int:
    """Throw, until the time is over or something breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5, help="for each door")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    broken = 0
    with tempfile.TemporaryDirectory() as home:
        for name, content, door in DOORS:
            drawn = random.Random(f"{options.seed} {name}")  # noqa: S311 - no secret
            until, thrown, read = time.monotonic() + 60 * options.minutes, 0, 0
            while time.monotonic() < until:
                made = changed(content, drawn)
                path = Path(home) / name
                path.write_bytes(made)
                thrown += 1
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                try:
                    door(path)
                    read += 1
                except fpcase.FpcaseError:
                    pass
                except BaseException as error:  # noqa: BLE001 - whatever it is, it is a fault
                    broken += 1
                    sys.stdout.write(f"{name}: {type(error).__name__}: {error}\n{made!r}\n")
                    if isinstance(error, KeyboardInterrupt) or broken > 20:
                        return 1
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            sys.stdout.write(f"{name}: {thrown} files, {read} read\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
