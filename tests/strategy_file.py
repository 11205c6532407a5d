"""A small strategy file for tests of the import."""

from .make import TITLE


def strategy_file(**over):
    """A small strategy file as an object: one group, one iteration, one recommendation."""
    english = {"en": {"text": "Diversity", "machine": False}}
    return {
        "format": "strategy-2018-20/2",
        "source_language": "en",
        "languages": [{"code": "en"}, {"code": "zh"}],
        "sources": {"overview": {"title": "Overview", "url": "https://example.org/overview"}},
        "guiding_questions": [{"id": "likes", "position": 1, "label": english, "text": english}],
        "question_template": [{"id": "Q1", "key": "proposal", "position": 1, "text": english}],
        "working_groups": [
            {
                "slug": "diversity",
                "code": "DV",
                "names": english,
                "description": english,
                "scoping": {"source": "overview", "questions": [{"id": "DV-S1", "text": english}]},
            }
        ],
        "iterations": [
            {
                "number": 1,
                "slug": "iteration-1",
                "title": "Iteration 1",
                "published": "2019-08-09",
                "feedback_from": "2019-08-09",
                "feedback_until": "2019-09-15",
                "source": "overview",
            }
        ],
        "recommendation_sets": [
            {"group": "diversity", "iteration": 1, "complete": True, "note": None}
        ],
        "recommendations": [
            {
                "id": "DV1-9",
                "group": "diversity",
                "iteration": 1,
                "number": "9",
                "position": 1,
                "section": None,
                "status": "draft",
                "title": {
                    "en": {"text": TITLE, "machine": False},
                    "de": {"text": "Freie Lizenzen", "machine": True, "confidence": "high"},
                },
                "title_kind": "title",
                "summary": None,
                "source": "overview",
            }
        ],
        "lineage": [],
        "milestones": [
            {"id": "published", "start": "2019-08", "title": english, "status": "actual"}
        ],
        **over,
    }
