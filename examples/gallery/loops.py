"""Feedback loops: reinforcing (R), balancing (B), contested (C), the shortest first.

    fpcase draw kazakhstan --kind loops --out loops.svg

Each is stated in full by one author; `pooled` adds those that only several authors together close.
"""

import sys

import fpcase

study = fpcase.study("kazakhstan")
figure = study.draw(kind="loops")

figure.save(sys.argv[1] if len(sys.argv) > 1 else "loops.svg")
print(figure.caption)
