"""What a click need not look through for garbage: the modules, and what is kept for all, once they are there.

Streamlit has Python look for garbage in all of its memory after each click, and the browser hears only then that the
click is answered: 0.1 s for the libraries alone, which are never garbage.
"""

import gc
import sys

_modules = 0
"""How many were loaded when memory was set apart last."""


def set_apart() -> None:
    """Have later searches pass over what is in memory now, where modules were loaded since the last time.

    What is garbage already is freed first. What becomes garbage later may stay, so this is not done at each click.
    """
    global _modules
    if len(sys.modules) != _modules:
        gc.collect()
        gc.freeze()
        _modules = len(sys.modules)
