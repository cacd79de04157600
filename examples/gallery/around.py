"""What affects one variable, and what follows from it, in all authors.

    fpcase draw kazakhstan --kind around --variable hedging --out around.svg

An arrow is the thicker the more authors claim it.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="around", variable="hedging")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "around.svg")
print(figure.caption)
