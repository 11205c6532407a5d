from .date_move import DateMove
from .erratum import Erratum
from .freshness import Freshness
from .group import DraftSet, ScopingQuestion, Section, WorkingGroup
from .iteration import Iteration, Milestone
from .lineage import Lineage, PartLineage
from .overlap import Overlap
from .page import Page
from .publication import Publication
from .question import GuidingQuestion, PartQuestion
from .recommendation import Part, Recommendation
from .stamp import Stamp
from .writing import ChangeReason, Editing

__all__ = [
    "ChangeReason",
    "DateMove",
    "DraftSet",
    "Editing",
    "Erratum",
    "Freshness",
    "GuidingQuestion",
    "Iteration",
    "Lineage",
    "Milestone",
    "Overlap",
    "Page",
    "Part",
    "PartLineage",
    "PartQuestion",
    "Publication",
    "Recommendation",
    "ScopingQuestion",
    "Section",
    "Stamp",
    "WorkingGroup",
]
