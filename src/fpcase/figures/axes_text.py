"""Text on axes that is as wide on a screen as it was measured.

`canvas` imports this module when it first needs it, for matplotlib's own text is slow to import;
the two are the only ones that know matplotlib.
"""

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.patheffects import Normal
from matplotlib.text import Text


class OutlinedText(Text):
    """Text that is painted as the outlines of its letters wherever there are pixels.

    Matplotlib fits small letters to the pixels of a screen, which widens a line by a twentieth:
    it would run over the edge. In a file of vectors it stays text, to be searched and copied.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw the text, as outlines on a canvas of pixels."""
        if not isinstance(renderer, RendererAgg) or self.get_path_effects():
            super().draw(renderer)
            return
        self.set_path_effects([Normal()])
        try:
            super().draw(renderer)
        finally:
            self.set_path_effects([])
