"""Addresses of what groups answer, and of the desks on which they do."""

from django.urls import path

from . import answer_feeds
from .views import answers, ledger

answering = [
    path("answers/feed/", answer_feeds.everything, name="answers_feed"),
    path("answers/<int:pk>/", answers.answer, name="answer"),
    path("answers/<slug:group>/feed/", answer_feeds.of_group, name="answers_feed_of_group"),
    path("answers/<slug:group>/<int:iteration>/", answers.answers, name="answers"),
    path("changes/<slug:group>/<int:iteration>/", ledger.changes, name="changes"),
]
