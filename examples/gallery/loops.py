"""Feedback loops: reinforcing (R), balancing (B), contested (C), the shortest first.

    fpcase draw kazakhstan --kind loops --out loops.svg

Under the name of a loop stands who tells it whole, or that only the pool of authors closes it.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
figure = fpcase.figures.draw_loops(case)

figure.save(sys.argv[1] if len(sys.argv) > 1 else "loops.svg")
print(figure.caption)
