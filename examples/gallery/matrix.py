"""Which causes each author gives for each outcome.

    fpcase draw kazakhstan --kind matrix --out matrix.svg

Each author has a column: the sign, or a dot for silence. Under each outcome come those causes first
of which most authors speak.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="matrix")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "matrix.svg")
print(figure.caption)
