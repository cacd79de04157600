"""Which causes each author gives for each outcome.

    fpcase draw kazakhstan --kind matrix --out matrix.svg

Each author has a slot of their own in every cell: the sign, or a dot for silence. Causes of which
most authors speak come first; the caption counts what one page has no room for.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="matrix")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "matrix.svg")
print(figure.caption)
