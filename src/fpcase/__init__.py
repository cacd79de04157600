"""Compare how scholars explain a foreign-policy decision.

A study is what is looked at, and answers every question in one call::

    study = fpcase.study("kazakhstan")
    study.only("hananya-2019", "ramani-2016").compare()
    study.draw().save("five.svg")

From file to picture takes three calls::

    case = fpcase.load_case("cases/kazakhstan")
    diagram = fpcase.causal_diagram(case, authors=["hananya-2019"])
    fpcase.draw(diagram).save("hananya.svg")

Records and vocabularies are in `fpcase.model`, everything else in the room that it belongs to.
"""

import lazy_loader

# The public names stand in __init__.pyi, each in one place; a module is imported when one of its
# names is first used, because networkx and renderers are slow.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
