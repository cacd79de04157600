"""Decisions in time, over the periods of which authors speak.

    fpcase draw kazakhstan --kind decisions --out decisions.svg

An author whose periods end before a decision cannot have meant to explain it.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="decisions")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "decisions.svg")
print(figure.caption)
