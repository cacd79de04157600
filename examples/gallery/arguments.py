"""How each author explains it, side by side, under their sharpest disagreements.

    fpcase draw kazakhstan --kind arguments --out arguments.svg

Each panel shows the author's own argument: the outcomes at the right end, and what leads to them.
A thick arrow is one that another author claims too; a cross marks what the author denies.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="arguments")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "arguments.svg")
print(figure.caption)
