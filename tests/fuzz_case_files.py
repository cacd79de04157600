"""Throw broken case folders at the reader, for as long as one likes.

    python tests/fuzz_case_files.py --minutes 10 --seed 1

Three sorts of folder take turns: the bundled files and those of a small sound case with some bytes
changed, and files of made-up trees with hostile text. Whatever is in them, the reader answers with
problems or with a case: no other exception, no hang over two seconds of processor time, no growth
over 500 MB. What loads is written and read back, and must be equal. The same seed gives the same
folders.
"""

import argparse
import contextlib
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from casefolders import SOUND, write_case_folder
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import fpcase
from fpcase.documents import Severity

SECONDS = 2
GROWTH = 500 * 1024 * 1024
KEYS = sorted({key for text in SOUND.values() for key in re.findall(r"(\w+):", text)})
WORDS = ["war", "neutrality", "doe-2001", "positive", "asserts", "1914", "yes", "~", "", "<<", "no"]
SPICE = [
    *(b"\t", b"\n", b"  ", b": ", b"- ", b"&a ", b"*a", b"!x ", b"{", b"}", b"[", b"]", b'"', b"'"),
    *(b"#", b" #x", b"\0", b"\xff", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"|", b">", b"?", b"%"),
    *(b"---", b"<<: ", b"\r", b"\\", b"id", b"null", b"[" * 200, b"x" * 5000),
]

SCALARS = st.one_of(st.none(), st.sampled_from(WORDS), st.text(max_size=20))
TREES = st.recursive(
    SCALARS,
    lambda inside: st.one_of(
        st.lists(inside, max_size=4),
        st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inside, max_size=6),
    ),
    max_leaves=30,
)


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise if the body takes more processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        message = f"more than {seconds} seconds of processor time"
        raise TimeoutError(message)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def try_folder(folder: Path, home: Path) -> str:
    """Check a folder; load, write and read back what is sound. Returns what came of it."""
    with at_most(SECONDS):
        problems = fpcase.check_case(folder)
    fpcase.documents.report_problems(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        with at_most(SECONDS):
            try:
                fpcase.load_case(folder)
            except fpcase.CaseError as error:
                str(error)
        return "refused"
    case = fpcase.load_case(folder)
    copy = fpcase.write_case(case, home / "copy" / folder.name)
    if fpcase.load_case(copy) != case:
        message = "what was written is read back as another case"
        raise AssertionError(message)
    shutil.rmtree(home / "copy")
    return "loaded"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled or spiced."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.choice([0, 1, 1, 5, 60, 2000]))
        middle = chance.choice(
            [b"", chance.choice(SPICE), chance.randbytes(3), data[at:until] * 2, data[until:at]]
        )
        data = data[:at] + middle + data[until:]
    return data


def copy_of_bundled(home: Path) -> list[Path]:
    """The bundled cases, to be broken."""
    source = fpcase.bundled_case("kazakhstan").parent
    shutil.copytree(source, home / "cases")
    return sorted(path.parent for path in (home / "cases").glob("*/case.yaml"))


def main() -> int:
    """Fuzz; returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=0)
    given_options = options.parse_args()
    chance = random.Random(given_options.seed)  # noqa: S311 - no secret, but the same each time
    counts: Counter[str] = Counter()
    before = peak()
    until = time.monotonic() + 60 * given_options.minutes
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        cases = copy_of_bundled(home)
        small = [write_case_folder(home / "small")]
        while time.monotonic() < until:
            for _ in range(10):
                counts["bundled, " + break_bytes(cases, home, chance)] += 1
            for _ in range(100):
                counts["small, " + break_bytes(small, home, chance)] += 1
            counts += break_sound(home, chance.getrandbits(32))
            if peak() - before > GROWTH:
                message = f"memory grew by {peak() - before} bytes"
                raise MemoryError(message)
    lines = [f"seed {given_options.seed}, {given_options.minutes:g} minutes: nothing but answers"]
    lines += [f"{number:8} folders: {what}" for what, number in sorted(counts.items())]
    lines += [f"{(peak() - before) // 2**20:8} MB grown at most"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def peak() -> int:
    """The most memory held so far, in bytes."""
    kilobyte = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilobyte


def break_bytes(cases: list[Path], home: Path, chance: random.Random) -> str:
    """Change some bytes of one file of a sound case, look, and put it back."""
    folder = chance.choice(cases)
    path = chance.choice(sorted(folder.rglob("*.yaml")))
    sound = path.read_bytes()
    path.write_bytes(mutated(sound, chance))
    try:
        return try_folder(folder, home)
    except BaseException:
        shutil.copy(path, "fuzz-found.yaml")
        sys.stderr.write(f"{path.relative_to(home)}: see fuzz-found.yaml\n")
        raise
    finally:
        path.write_bytes(sound)


def break_sound(home: Path, number: int) -> Counter[str]:
    """Put made-up trees into the files of a small sound case."""
    counts: Counter[str] = Counter()

    @seed(number)
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(sorted(SOUND)), TREES, st.data())
    def put(name: str, tree: Any, data: st.DataObject) -> None:  # noqa: ANN401 - a tree
        folder = home / "ruritania"
        for path, text in SOUND.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        whole = data.draw(st.booleans())
        made = {data.draw(st.sampled_from(KEYS)): tree} if whole else tree
        text = fpcase.casefiles.yamltext.to_yaml(made)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        counts["made up, " + try_folder(folder, home)] += 1

    put()
    return counts


if __name__ == "__main__":
    raise SystemExit(main())
