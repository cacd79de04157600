"""Each author's causal diagram, all on one grid, and what they share.

    fpcase draw kazakhstan --kind authors --out authors.svg

A variable stands at the same place in every panel, so that eyes can go from one to the next. The
arrows of other authors are pale: where an author has nothing to say is seen, and is not taken for
disagreement.
"""

import sys

import fpcase

case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
figure = fpcase.figures.make_figure(case, "authors")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "authors.svg")
print(figure.caption)
