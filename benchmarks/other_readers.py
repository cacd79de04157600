"""How long a case takes to load, beside what other readers of YAML take for the same files.

    python benchmarks/other_readers.py [--claims 1000 10000 50000] [--runs 9]

The case is synthetic: 250 claims to a file, each of about twelve fields with a nested locator.
We load it with every check. The others do less: they parse, or parse and build records of
claims. In one process, the readers take turns; what is printed is the median of the runs in
processor time, and its ratio to PyYAML's CSafeLoader, the fastest loader of plain trees. Memory
is the peak of a process of its own that does nothing else, less that of one that only imports.
Readers that are not installed are left out, and said so: the dependency group `bench` holds them.
"""

import argparse
import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs
import yaml
from cattrs import Converter
from synthetic_case import write_synthetic_case

import fpcase

MEBIBYTE = 2**20
SLOW = {"linkml-runtime": 1_000, "pydantic": 50_000}
"""Reader -> the most claims it is asked for."""


@attrs.frozen(kw_only=True)
class PlainAnchor:
    """What cattrs builds without checks."""

    start: str
    end: str


@attrs.frozen(kw_only=True)
class PlainLocator:
    """What cattrs builds without checks."""

    section: str
    paragraph: int
    anchor: PlainAnchor


@attrs.frozen(kw_only=True)
class PlainClaim:
    """What cattrs builds without checks."""

    id: str
    cause: str
    effect: str
    sign: str
    stance: str
    mechanism: str
    period: str
    basis: str
    certainty: str
    actors: list[str]
    term: str
    at: list[PlainLocator]


def trees(folder: Path) -> list[Any]:
    """Every file of a case as a plain tree, by PyYAML's CSafeLoader."""
    return [
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for path in sorted(folder.rglob("*.yaml"))
    ]


def with_cattrs(folder: Path) -> list[Any]:
    """CSafeLoader, then records of claims by cattrs as it comes."""
    converter = Converter()
    return [
        converter.structure(tree["claims"], list[PlainClaim])
        for tree in trees(folder)
        if "claims" in tree
    ]


def with_pydantic(folder: Path) -> list[Any]:
    """CSafeLoader, then models of claims by pydantic."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - it may not be installed

    adapter = TypeAdapter(list[_pydantic_claim()])  # type: ignore[misc] # made at run time
    return [adapter.validate_python(tree["claims"]) for tree in trees(folder) if "claims" in tree]


def _pydantic_claim() -> Any:  # noqa: ANN401 - a model
    from pydantic import create_model  # noqa: PLC0415 - it may not be installed

    anchor = create_model("Anchor", start=(str, ...), end=(str, ...))
    locator = create_model(
        "Locator", section=(str, ...), paragraph=(int, ...), anchor=(anchor, ...)
    )
    words = (
        "id",
        "cause",
        "effect",
        "sign",
        "stance",
        "mechanism",
        "period",
        "basis",
        "certainty",
        "term",
    )
    fields: dict[str, Any] = dict.fromkeys(words, (str, ...))
    return create_model("Claim", **fields, actors=(list[str], ...), at=(list[locator], ...))  # type: ignore[valid-type] # made at run time


def with_linkml(folder: Path) -> list[Any]:
    """linkml-runtime's loader of YAML, into plain dicts with the places of their keys."""
    from linkml_runtime.loaders import yaml_loader  # noqa: PLC0415 - it may not be installed

    return [yaml_loader.load_as_dict(str(path)) for path in sorted(folder.rglob("*.yaml"))]


READERS: dict[str, Callable[[Path], Any]] = {
    "CSafeLoader": trees,
    "fpcase": fpcase.load_case,
    "CSafeLoader + cattrs": with_cattrs,
    "pydantic": with_pydantic,
    "linkml-runtime": with_linkml,
}


def seconds(read: Callable[[Path], Any], folder: Path) -> float:
    """Processor time of one reading; Python's collector starts clean and runs as it comes."""
    gc.collect()
    began = time.process_time()
    kept = read(folder)
    took = time.process_time() - began
    del kept
    return took


def installed(name: str) -> bool:
    """Whether a reader can be tried."""
    if name in {"pydantic", "linkml-runtime"}:
        try:
            version(name)
        except PackageNotFoundError:
            return False
    return True


def peak(name: str | None, folder: Path) -> float:
    """The most memory, in MiB, of a process that reads the folder once, or only imports."""
    command = [sys.executable, __file__, "--peak", name or "nothing", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this file
    return float(done.stdout)


def print_peak(name: str, folder: Path) -> None:
    """Read once and print the peak."""
    if name != "nothing":
        READERS[name](folder)
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says on Linux counts the process that started this one
        words = status.read_text().split()
        held = int(words[words.index("VmHWM:") + 1]) * 1024
    else:
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(str(held / MEBIBYTE))


def measure(claims: int, runs: int) -> list[str]:
    """One table."""
    lines = [f"\n{claims} claims; {runs} interleaved runs, median processor time"]
    with tempfile.TemporaryDirectory() as name:
        folder = write_synthetic_case(Path(name) / "synthetic", claims)
        size = sum(path.stat().st_size for path in folder.rglob("*.yaml"))
        lines[0] += f"; {size / MEBIBYTE:.1f} MiB of YAML"
        wanted = [n for n in READERS if installed(n) and claims <= SLOW.get(n, claims)]
        times: dict[str, list[float]] = {reader: [] for reader in wanted}
        for _ in range(runs):
            for reader in wanted:
                times[reader].append(seconds(READERS[reader], folder))
        base = peak(None, folder)
        bare = statistics.median(times["CSafeLoader"])
        bare_memory = peak("CSafeLoader", folder) - base
        for reader in wanted:
            median = statistics.median(times[reader])
            memory = peak(reader, folder) - base
            lines.append(
                f"  {reader:22} {median:8.3f} s  {median / bare:6.2f} x   "
                f"{memory:7.0f} MiB  {memory / bare_memory:6.2f} x"
            )
        lines += [f"  {n:22} not tried" for n in READERS if n not in wanted]
    return lines


def processor() -> str:
    """What the machine computes with, as far as it says."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} x {names[0] if names else platform.processor() or 'unknown'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        print_peak(options.peak, Path(options.folder))
        return
    names = ["fpcase", "PyYAML", "attrs", "cattrs", "pydantic", "linkml-runtime"]
    versions = [f"{n} {version(n)}" if installed(n) else f"{n} not installed" for n in names]
    sys.stdout.write(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; "
        f"{processor()}; "
        f"libyaml: {yaml.__with_libyaml__}; {', '.join(versions)}\n"
    )
    for claims in options.claims:
        sys.stdout.write("\n".join(measure(claims, options.runs)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
