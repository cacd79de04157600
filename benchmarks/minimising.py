"""How long the minimiser takes to prove how few terms solve a table of 18 conditions and 100 rows.

    python benchmarks/minimising.py [--tables 5]

Which rows are positive, chance decides; what is printed is the processor time of each table, with
the number of terms and what is proven of it.
"""

import argparse
import random
import time

from fpcase.decisions import minimiser

CONDITIONS, ROWS, LIMIT = 18, 100, 2.5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tables", type=int, default=5)
    for seed in range(parser.parse_args().tables):
        chance = random.Random(seed)  # noqa: S311 - no secret
        rows = {
            tuple(chance.choices((0, 1), k=CONDITIONS)): chance.random() < 1 / 2
            for _ in range(ROWS)
        }
        positive, negative = (
            [one for one, code in rows.items() if code is told] for told in (True, False)
        )
        begin = time.process_time()
        found = minimiser.models(minimiser.parsimonious(positive, negative), cap=1)
        took = time.process_time() - begin
        print(f"{found.terms} terms, {found.bound} proven: {took:.2f} s (limit {LIMIT})")


if __name__ == "__main__":
    main()
