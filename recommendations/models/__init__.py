from .date_move import DateMove
from .erratum import Erratum
from .freshness import Freshness
from .group import DraftSet, ScopingQuestion, Section, WorkingGroup
from .iteration import Iteration, Milestone
from .lineage import Lineage
from .page import Page
from .question import GuidingQuestion, PartQuestion
from .recommendation import Part, Recommendation
from .stamp import Stamp

__all__ = [
    "DateMove",
    "DraftSet",
    "Erratum",
    "Freshness",
    "GuidingQuestion",
    "Iteration",
    "Lineage",
    "Milestone",
    "Page",
    "Part",
    "PartQuestion",
    "Recommendation",
    "ScopingQuestion",
    "Section",
    "Stamp",
    "WorkingGroup",
]
