"""How long Python takes to import fpcase, and a first command to run.

    python benchmarks/starting.py [--runs 9]

Each is a process of its own, in turns; what is printed is the median of the processor time that it
and its children took. `import fpcase` is measured over a bare start of Python, and the check of a
bundled case beside a Python that imports attrs, cattrs and argparse.
"""

import argparse
import resource
import statistics
import subprocess
import sys

COMMANDS = {
    "bare": ["-c", "pass"],
    "import fpcase": ["-c", "import fpcase"],
    "attrs, cattrs, argparse": ["-c", "import attrs, cattrs, argparse"],
    "fpcase check": ["-m", "fpcase", "check", "kazakhstan"],
}
"""What a process is called -> the arguments of Python."""


def seconds(arguments: list[str]) -> float:
    """Processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - Python itself
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    took = {name: statistics.median(taken) for name, taken in times.items()}
    imported = took["import fpcase"] - took["bare"]
    ratio = took["fpcase check"] / took["attrs, cattrs, argparse"]
    print(f"import fpcase: {imported * 1000:.0f} ms over a bare start (limit 100)")
    print(f"fpcase check kazakhstan: {ratio:.1f} x the imports beside it (limit 5)")


if __name__ == "__main__":
    main()
