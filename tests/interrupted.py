"""What a folder holds while something is written to it: at each system call, or after a kill.

    python tests/interrupted.py --kills 100

kills a process that often during each kind of writing. At every wanted name must then stand what
stood there before, or the new file or folder, whole.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs

import fpcase
from fpcase.casefiles import (
    new_author,
    read_project,
    rename_id,
    write_schemas,
    write_tables,
)
from fpcase.files import BESIDE

Held = dict[str, bytes]
"""Path in a folder -> what the file holds."""
OLD = "yesterday"


@attrs.frozen
class Kind:
    """A kind of writing.

    Attributes:
        write: Writes into a folder.
        prepare: Puts into the empty folder what stands there before.
        finish: What the next call does with what was interrupted.
    """

    write: Callable[[Path], object]
    prepare: Callable[[Path], object] = bool
    finish: Callable[[Path], object] = bool


def _over(name: str) -> Callable[[Path], object]:
    return lambda home: (home / name).write_text(OLD, encoding="utf-8")


def kinds() -> dict[str, Kind]:
    """Every kind of writing; what is costly to make is made before."""
    study = fpcase.study("ukraine")
    case, figure, report = study.case, study.draw(), study.report()
    project = Path(tempfile.mkdtemp()) / "talks.qdpx"
    with zipfile.ZipFile(project, "w") as packed:
        packed.writestr(
            "project.qde",
            '<Project><CodeBook><Codes><Code guid="A" name="Fear"/></Codes></CodeBook><Sources>'
            '<TextSource name="R" plainTextPath="internal://s.txt"><PlainTextSelection '
            'startPosition="0" endPosition="4"><Coding><CodeRef targetGUID="A"/></Coding>'
            "</PlainTextSelection></TextSource></Sources></Project>",
        )
        packed.writestr("sources/s.txt", "They feared war.")
    talks = read_project(project)
    return {
        "export": Kind(lambda home: study.export("dot").save(home / "a.gv"), _over("a.gv")),
        "figure": Kind(lambda home: figure.save(home / "a.svg"), _over("a.svg")),
        "page": Kind(lambda home: report.save(home / "a.html"), _over("a.html")),
        "tables": Kind(lambda home: write_tables(case, home / "tables")),
        "schemas": Kind(lambda home: write_schemas(home / "schemas")),
        "case": Kind(lambda home: fpcase.write_case(case, home / "ukraine")),
        "project": Kind(lambda home: talks.write(home / "talks")),
        "new case": Kind(lambda home: fpcase.new_case(home / "demo")),
        "new author": Kind(lambda home: new_author(home / "demo", "doe-2010"), _demo),
        "rename": Kind(lambda home: rename_id(home / "demo", *NAMES), _demo, _next_call),
    }


NAMES = "example-bad-harvest", "crop-failure"


def _demo(home: Path) -> None:
    fpcase.new_case(home / "demo")


def _next_call(home: Path) -> None:
    with contextlib.suppress(fpcase.FpcaseError):
        rename_id(home / "demo", "nothing", "x")


def held(home: Path) -> Held:
    """What stands in a folder, but for what is swept up later."""
    paths = {path.relative_to(home): path for path in sorted(home.rglob("*")) if path.is_file()}
    shown = {name: path for name, path in paths.items() if BESIDE not in str(name)}
    return {name.as_posix(): path.read_bytes() for name, path in shown.items()}


def mixed(found: Held, before: Held, after: Held) -> list[str]:
    """The names at the top of a folder that hold neither what they held nor what they should."""

    def under(name: str, held: Held) -> Held:
        return {path: content for path, content in held.items() if path.partition("/")[0] == name}

    names = {path.partition("/")[0] for path in (*found, *before, *after)}
    return [
        name
        for name in sorted(names)
        if under(name, found) not in (under(name, before), under(name, after))
    ]


_watching: list[Callable[[], None]] = []


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _watching and event in _WRITING and not (event == "open" and args[1] in {"r", "rb"}):
        watch = _watching.pop()  # watching calls the system too
        watch()
        _watching.append(watch)


_WRITING = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlopen"}


def states(home: Path, write: Callable[[Path], object]) -> list[Held]:
    """What a folder holds before each system call of Python that writes."""
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    found: list[Held] = []

    def watch() -> None:
        now = held(home)
        if now not in found[-1:]:
            found.append(now)

    _watching.append(watch)
    try:
        write(home)
    finally:
        _watching.clear()
    watch()
    return found


_hooked: list[bool] = []


def main() -> int:
    """Kill, and see what is left."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100, help="for each kind of writing")
    options = parser.parse_args()
    drawn = random.Random(1)  # noqa: S311 - no secret
    broken = 0
    for name, kind in kinds().items():
        with tempfile.TemporaryDirectory() as place:
            whole = Path(place, "whole")
            whole.mkdir()
            kind.prepare(whole)
            before = held(whole)
            kind.write(whole)
            shutil.rmtree(whole)
            whole.mkdir()
            kind.prepare(whole)
            began = time.monotonic()
            kind.write(whole)
            took, after = time.monotonic() - began, held(whole)
            left = 0
            for number in range(options.kills):
                home = Path(place, str(number))
                home.mkdir()
                kind.prepare(home)
                child = os.fork()
                if not child:
                    kind.write(home)
                    os._exit(0)
                time.sleep(drawn.uniform(0, 1.5 * took + 0.02))
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                kind.finish(home)
                found = held(home)
                left += found == before
                if wrong := mixed(found, before, after):
                    broken += 1
                    sys.stdout.write(f"{name}: {wrong} are neither old nor new\n")
                shutil.rmtree(home)
        done = options.kills - left
        sys.stdout.write(f"{name}: {options.kills} kills: {left} left the old, {done} the new\n")
        sys.stdout.flush()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
