"""How long a case takes to load, beside PyYAML's fastest loader of plain trees on the same files.

    python benchmarks/loading.py [--claims 10000] [--runs 9]

Four folders: claims of twelve fields, claims of five (a table of links), the case of Kazakhstan
with its common vocabulary, and claims that all lack their mechanism, each of which is a warning.
We load each with every check that can keep it from loading. `yaml.load` with CSafeLoader makes
plain trees; the floor is what its parser's events alone take. In one process the three take turns;
what is printed is the median of the runs in processor time, and its ratio to `yaml.load`. Python's
collector is as users have it. In the end, claims that are all broken are reported.
"""

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from synthetic_case import write_links_case, write_synthetic_case

import fpcase
from fpcase.documents import report_problems

LIMITS = {"rich claims": 0.35, "lean claims": 0.55, "Kazakhstan": 0.50, "half-coded": 0.60}
"""Folder -> the most that we allow ourselves, as a ratio to `yaml.load`."""


def trees(paths: Sequence[Path]) -> list[Any]:
    """Every file as a plain tree, by PyYAML's CSafeLoader."""
    return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]


def events(paths: Sequence[Path]) -> None:
    """Every event of every file, by the same parser."""
    for path in paths:
        get = yaml.CSafeLoader(path.read_bytes()).get_event
        while get() is not None:
            pass


def seconds(read: Callable[[Any], Any], what: object) -> float:
    """Processor time of one reading; the collector starts clean and runs as it comes."""
    gc.collect()
    began = time.process_time()
    kept = read(what)
    took = time.process_time() - began
    del kept
    return took


def folders(home: Path, claims: int) -> Mapping[str, Path]:
    """The four folders, by what they are called in `LIMITS`."""
    made = (
        write_synthetic_case(home / "rich", claims),
        write_links_case(home / "lean", claims),
        fpcase.bundled_case("kazakhstan"),
        write_synthetic_case(home / "half", claims, half_coded=True),
    )
    return dict(zip(LIMITS, made, strict=True))


def measure(folder: Path, runs: int) -> Mapping[str, float]:
    """Median processor time of each way to read a folder."""
    paths = sorted(folder.rglob("*.yaml"))
    paths += [path for use in fpcase.load_case(folder).vocabularies for path in vocabulary(use)]
    ways: Mapping[str, tuple[Callable[[Any], Any], object]] = {
        "yaml.load": (trees, paths),
        "fpcase": (fpcase.load_case, folder),
        "floor": (events, paths),
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, (read, what) in ways.items():
            times[way].append(seconds(read, what))
    return {way: statistics.median(taken) for way, taken in times.items()}


def vocabulary(name: str) -> list[Path]:
    """The files of a bundled vocabulary."""
    return sorted((fpcase.bundled_case("kazakhstan").parent / name).glob("*.yaml"))


def broken_line(home: Path, claims: int) -> str:
    """How long it takes to report claims that are all broken, three ways each."""
    folder = write_synthetic_case(home / "broken", claims, broken=True)
    began = time.process_time()
    problems = fpcase.check_case(folder)
    report_problems(problems)
    took = time.process_time() - began
    return f"{claims} broken claims: {len(problems)} problems reported in {took:.2f} s"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    print(f"{options.claims} claims, medians of {options.runs} runs, processor time")
    print(f"{'':12} yaml.load   floor  fpcase   limit")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for called, folder in folders(home, options.claims).items():
            took = measure(folder, options.runs)
            bare = took.pop("yaml.load")
            ratios = "".join(f"{took[way] / bare:8.2f}" for way in ("floor", "fpcase"))
            print(f"{called:12} {bare:7.3f} s{ratios}{LIMITS[called]:8.2f}")
            sys.stdout.flush()
        print(broken_line(home, 2 * options.claims))


if __name__ == "__main__":
    main()
