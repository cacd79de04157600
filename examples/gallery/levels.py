"""At which levels of analysis each author argues.

    fpcase draw kazakhstan --kind levels --out levels.svg

Bars are each author's own shares; the last row is of all authors together.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="levels")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "levels.svg")
print(figure.caption)
