"""Causes and effects, with what each author says of every pair.

    fpcase draw kazakhstan --kind matrix --core 20 --form grid --out matrix.svg

Where a diagram would be a hairball, the matrix still shows everything. Each author has a slot of
their own in every cell; without `core` it goes on for as many pages as it needs.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
figure = fpcase.figures.draw_matrix(case, core=20, form="grid")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "matrix.svg")
print(figure.caption)
