"""Somebody who did everything, and whose account will be closed."""

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import TestCase, override_settings

from accounts.actions import give_role
from accounts.models import Community, LiaisonProfile, User
from feedback.actions.close import close_account
from feedback.actions.correspond import send_message
from feedback.actions.export import request_export
from feedback.actions.moderate import decide
from feedback.actions.participate import edit, set_agreement
from feedback.exports.job import write_file
from feedback.models import Decision, Message, Submission, Visibility
from recommendations.actions import correct_text
from tests import cast, make

PASSWORD = "four small words here"
NAME, LOGIN, MAIL = "Kanarienvogel Ümit", "kanari-login", "kanari@example.org"


def dump():
    """All that stands in all tables, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


class World:
    """Somebody who did everything that the portal offers."""

    def __init__(self):
        self.community = Community.objects.create(slug="sd", kind="affiliate", name_en="Sudan")
        self.group = make.group(slug="diversity")
        self.thing = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.part = make.part(recommendation=self.thing)
        self.organiser, self.other = cast.organiser(name="Olga"), cast.reader(name="Berta")
        self.anna = cast.liaison(
            "ar", name=NAME, username=LOGIN, email=MAIL, password=PASSWORD,
            community=self.community, language="fr",
        )  # fmt: skip
        EmailAddress.objects.create(user=self.anna, email=MAIL, verified=True, primary=True)
        give_role(
            self.anna,
            "group_member",
            "group",
            "diversity",
            by=self.organiser,
            reason="Asked.",
        )
        LiaisonProfile.objects.create(
            person=self.anna, is_listed=True, introduction=f"I am {NAME}."
        )
        self.speak()
        self.act()
        self.write()

    def speak(self):
        own = {"author": self.anna, "recommendation": self.thing}
        self.comments = {each: make.comment(**own, visibility=each) for each in Visibility.values}
        self.public = self.comments["public"]
        edit(self.public, body="Another wording.", language="en", version=1, by=self.anna)
        self.reply = make.comment(parent=self.public, author=self.other, language="ar")
        make.comment(parent=self.reply, author=self.anna)
        Submission.objects.filter(author=self.anna).update(email=MAIL)

    def act(self):
        set_agreement(self.reply, by=self.anna, agrees=True)
        set_agreement(self.public, by=self.other, agrees=True)
        theirs = make.comment(recommendation=self.thing, author=self.other, language="ar")
        self.decision = decide(
            theirs, Decision.Kind.HIDE, by=self.anna, rule=make.rule(), reason="A rule."
        )
        decide(
            self.public, Decision.Kind.HIDE, by=self.organiser, rule=make.rule(), reason="Perhaps."
        )
        decide(
            self.public, Decision.Kind.RESTORE, by=self.organiser, rule=make.rule(), reason="No."
        )
        correct_text(
            self.part, {"text_en": "A correction."}, by=self.anna, reason="Spelling.",
            effect="wording",
        )  # fmt: skip
        for by in (self.anna, self.organiser):
            write_file(self.export(by))
        content_type = ContentType.objects.get_for_model(User)
        LogEntry.objects.create(
            user=self.organiser, content_type=content_type, object_id=str(self.anna.pk),
            object_repr=NAME, action_flag=CHANGE, change_message=f"Changed {MAIL}.",
        )  # fmt: skip
        LogEntry.objects.create(
            user=self.anna, content_type=content_type, object_id=str(self.other.pk),
            object_repr="Berta", action_flag=CHANGE, change_message="Changed.",
        )  # fmt: skip

    def write(self):
        """To a liaison, once signed in and once not; and others write to her."""
        words = {"body": "Please call.", "language": "en", "reply_address": MAIL, "name": NAME}
        for by in (self.anna, None):
            send_message(self.organiser, key=uuid4(), by=by, address="", **words)
        theirs = {**words, "reply_address": "berta@example.org", "name": ""}
        send_message(self.anna, key=uuid4(), by=self.other, address="", **theirs)
        Message.objects.update(marked_by=self.anna)

    def export(self, by):
        return request_export(
            self.thing.draft_set, by=by, format="csv", language="en", base_url="http://x"
        )


class WithAWorld(TestCase):
    def setUp(self):
        cache.clear()
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        self.enterContext(override_settings(EXPORT_DIR=folder))
        self.folder = folder
        self.world = World()
        self.client = cast.client_of(self.world.anna)

    def close(self, **over):
        with self.captureOnCommitCallbacks(execute=True):
            close_account(self.world.anna, **{"withdraws_words": False, **over})
