"""What is planted before the canary walks: a file for each kind of thing that is not public.

A new kind is a module here with ``plant(bait)``, found by itself: it makes its rows with words
from ``bait.token("what it is")``. The walk then fails wherever such a word shows. A token whose
name begins with "public" may be read by everybody. ``bait.is_for`` tells who may read a token all
the same, and has to be able to; ``bait.addresses`` takes doors that no link leads to.
"""

from importlib import import_module
from pkgutil import iter_modules

from .bait import Bait

MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
PLANTS = [module.plant for module in MODULES if hasattr(module, "plant")]


def planted() -> Bait:
    """A group, a recommendation, and everything about them that is nobody's business."""
    bait = Bait()
    for plant in PLANTS:
        plant(bait)
    return bait
