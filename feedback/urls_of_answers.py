"""Addresses of what groups answer, and of the desks on which they do."""

from django.urls import path

from . import answer_feeds
from .views import answers, edit_answer, group_answers, ledger

answering = [
    path("answers/feed/", answer_feeds.everything, name="answers_feed"),
    path("answers/<int:pk>/", answers.answer, name="answer"),
    path("answers/<int:pk>/translate/", edit_answer.translate, name="translate_answer"),
    path("answers/<slug:group>/feed/", answer_feeds.of_group, name="answers_feed_of_group"),
    path("answers/<slug:group>/<int:iteration>/", answers.answers, name="answers"),
    path("changes/<slug:group>/<int:iteration>/", ledger.changes, name="changes"),
    path("desk/groups/<slug:slug>/answers/", group_answers.answers, name="desk_answers"),
    path("desk/groups/<slug:slug>/answers/new/", group_answers.new, name="new_answer"),
    path("desk/groups/<slug:slug>/answers/<int:pk>/", edit_answer.edit, name="edit_answer"),
    path(
        "desk/groups/<slug:slug>/answers/<int:pk>/review/",
        edit_answer.review,
        name="review_answer",
    ),
]
