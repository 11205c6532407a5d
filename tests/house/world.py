"""A portal with one of everything that is not for everyone, and people of every kind."""

import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from feedback.actions.participate import secret_digest, secret_of
from feedback.addresses import stop_link, token_for
from feedback.models import Export, Submission, Visibility
from recommendations.models import Milestone
from tests import cast, make

from . import doors, doors_of


class World:
    """Made once for a class of tests: ``World()`` in ``setUpTestData``."""

    def __init__(self):
        self.group, self.other_group = make.group(slug="diversity"), make.group(slug="other")
        self.people = {
            doors.STRANGER: None,
            doors.READER: cast.reader(name="Reader"),
            doors.AUTHOR: cast.reader(name="Author"),
            doors.LIAISON: cast.liaison("ar", name="Liaison"),
            doors.OTHER_LIAISON: cast.liaison("es", name="Other liaison"),
            doors.MEMBER: cast.member(self.group, name="Member"),
            doors.OTHER_MEMBER: cast.member(self.other_group, name="Other member"),
            doors.ORGANISER: cast.organiser(name="Organiser"),
        }
        self.make_texts()
        self.make_comments()
        self.make_sends()
        self.make_exports()
        # What the address of a door is made of, by its name and the state of the thing behind it.
        self.at = {}
        doors_of.make(self)

    def make_texts(self):
        self.draft_set = make.draft_set(group=self.group)
        self.recommendation = make.recommendation(draft_set=self.draft_set)
        self.part = make.part(recommendation=self.recommendation)
        Milestone.objects.create(key="planned", start="2019-11", status="planned")
        self.page = make.page(key="about", title_en="About", in_footer=True)
        self.question = make.guiding_question(read_first=self.page)
        secret_set = make.draft_set(group=self.group, published_at=None)
        self.unpublished = make.recommendation(draft_set=secret_set)
        make.part(recommendation=self.unpublished, question=self.part.question)

    def make_comments(self):
        author = self.people[doors.AUTHOR]
        self.comments = {
            "visible": self.comment(Visibility.PUBLIC, part=self.part, question=self.question),
            "unnamed": self.comment(Visibility.UNNAMED),
            "hidden": self.comment(Visibility.HIDDEN),
            "waiting": self.comment(Visibility.WAITING),
            "withdrawn": self.comment(Visibility.WITHDRAWN),
            "group only": self.comment(Visibility.GROUP, chosen_visibility=Visibility.GROUP),
            "unpublished": make.comment(
                recommendation=self.unpublished, author=self.people[doors.MEMBER]
            ),
        }
        assert all(c.author == author for s, c in self.comments.items() if s != "unpublished")

    def comment(self, visibility, **over):
        over.setdefault("author", self.people[doors.AUTHOR])
        return make.comment(
            recommendation=self.recommendation, language="ar", visibility=visibility, **over
        )

    def make_sends(self):
        key = uuid.uuid4()
        self.secret = secret_of(key)
        self.guests_send = Submission.objects.create(
            key=key,
            email="guest@example.org",
            secret_digest=secret_digest(self.secret),
            created_at=timezone.now(),
        )
        sent = {"author": None, "name": "Guest", "submission": self.guests_send}
        self.tokens = {
            "confirm_mail": token_for(self.guests_send),
            "stop_mail": stop_link("guest@example.org").split("/")[-3],
        }
        self.guests = self.comment(Visibility.WAITING, **sent)
        self.guests_hidden = self.comment(Visibility.HIDDEN, **sent)

    def make_exports(self):
        now = timezone.now()
        ready = {"state": Export.State.READY, "requested_at": now, "finished_at": now}
        made = {"draft_set": self.draft_set, "language": "en", "base_url": "http://x", **ready}
        self.export = Export.objects.create(
            requested_by=self.people[doors.MEMBER], file_name="mine.csv", **made
        )
        # Asked for by someone whose role has ended since.
        self.lost_export = Export.objects.create(
            requested_by=self.people[doors.READER], file_name="lost.csv", **made
        )
        self.later = now + timedelta(days=1)

    def browsers(self):
        """A browser for each kind of person."""
        return {
            who: cast.client_of(person) if person else Client()
            for who, person in self.people.items()
        }
