"""Which claims, or variables, which sets of authors share.

    fpcase draw kazakhstan --kind shared --out shared.svg

A row for each set of authors who make the very same claims, and what these are.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="shared")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "shared.svg")
print(figure.caption)
