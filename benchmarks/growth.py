"""How the cost of a study's questions grows with its claims.

Run it from the project's folder: ``python benchmarks/growth.py``. On made-up literatures of 1,000
to 30,000 claims by 50 authors it prints the processor time of centrality and of overlap, and of a
second question about chains, with the exponent from one size to the next (1 is linear).
"""

import math
import time
from collections.abc import Callable
from itertools import pairwise

from comparison import large_case

import fpcase

SIZES = (1_000, 3_000, 10_000, 30_000)
AUTHORS = 50


def study_of(claims: int) -> fpcase.Study:
    """A study of a made-up literature, which was asked a first question already."""
    study = fpcase.study(large_case(claims, AUTHORS, max(60, claims // 10)))
    study.chains("variable-1", "variable-2", max_steps=4, limit=100)
    return study


QUESTIONS: dict[str, Callable[[fpcase.Study], object]] = {
    "centrality": lambda study: study.centrality().tables,
    "overlap": lambda study: study.overlap().tables,
    "second chains": lambda study: study.chains("variable-3", "variable-4", max_steps=4, limit=100),
}


def main() -> None:
    """Print a line for each question."""
    studies = {size: study_of(size) for size in SIZES}
    for name, ask in QUESTIONS.items():
        took = {}
        for size, study in studies.items():
            begun = time.process_time()
            ask(study)
            took[size] = time.process_time() - begun
        sizes = list(took)
        powers = [
            math.log(took[large] / took[small]) / math.log(large / small)
            for small, large in pairwise(sizes)
        ]
        seconds = ", ".join(f"{size:,}: {one:.3f} s" for size, one in took.items())
        print(f"{name:14} {seconds}; exponents {', '.join(f'{power:.2f}' for power in powers)}")


if __name__ == "__main__":
    main()
