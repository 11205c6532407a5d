"""Closing an account: the name goes from every table and file, the words and the counts stay."""

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import override_settings

from accounts.models import User
from feedback.actions.close import close_account
from feedback.actions.participate import set_agreement
from feedback.exports.job import path_of, write_file
from feedback.figures import contributions_by_recommendation, discussion_counts
from feedback.models import Agreement, Comment, Decision, Export, IndexedText, Outbox
from feedback.search.index import index
from tests import cast

from .closing import LOGIN, MAIL, NAME, WithAWorld, dump


class WhatGoes(WithAWorld):
    def test_no_table_and_no_file_knows_the_person_any_more(self):
        before = dump()
        for secret in (NAME, LOGIN, MAIL):
            self.assertIn(secret, before)
        files = [path_of(export) for export in Export.objects.all()]
        self.assertIn(NAME, "".join(file.read_text() for file in files))

        self.close()

        after = dump() + "".join(each.read_text() for each in self.folder.iterdir())
        for secret in (NAME, LOGIN, MAIL, NAME.partition(" ")[0], "kanari"):
            self.assertNotIn(secret.casefold(), after.casefold())

    def test_the_account_is_an_empty_row(self):
        self.close()
        row = User.objects.get(pk=self.world.anna.pk)
        self.assertEqual(
            (row.name, row.email, row.language, row.community, row.is_active, row.last_login),
            ("", "", "en", None, False, None),
        )
        self.assertFalse(row.has_usable_password())
        self.assertEqual(row.date_joined, row.closed_at)
        self.assertFalse(row.assignments.exists())
        self.assertFalse(EmailAddress.objects.filter(user=row).exists())

    def test_every_session_ends(self):
        elsewhere = cast.client_of(self.world.anna)
        theirs = cast.client_of(self.world.other)
        self.close()
        self.assertEqual(Session.objects.count(), 1)
        for browser in (self.client, elsewhere):
            self.assertEqual(browser.get("/en/mine/").status_code, 302)
        self.assertEqual(theirs.get("/en/mine/").status_code, 200)

    def test_the_name_is_free_again(self):
        self.close()
        cast.reader(name=NAME, username=LOGIN)
        close_account(cast.reader(name="Two"), withdraws_words=False)
        self.assertEqual(User.objects.filter(name="").count(), 2)

    def test_others_who_exported_the_words_find_the_file_gone_and_can_make_it_again(self):
        export = Export.objects.get(requested_by=self.world.organiser)
        self.close()
        export.refresh_from_db()
        self.assertEqual(export.state, Export.State.REMOVED)
        page = cast.client_of(self.world.organiser).get(f"/en/exports/{export.pk}/")
        self.assertContains(page, "The file is no longer kept")
        self.assertFalse(Export.objects.filter(requested_by=self.world.anna).exists())
        again = self.world.export(self.world.organiser)
        write_file(again)
        again.refresh_from_db()
        self.assertIn("Removed account", path_of(again).read_text())

    def test_a_file_that_is_being_written_is_begun_again(self):
        running = self.world.export(self.world.organiser)
        Export.objects.filter(pk=running.pk).update(state=Export.State.RUNNING, attempt=1)
        Outbox.objects.all().delete()
        self.close()
        running.refresh_from_db()
        self.assertEqual(running.state, Export.State.QUEUED)
        queued = Outbox.objects.filter(task="feedback.write_export")
        self.assertEqual([each.row_id for each in queued], [running.pk])
        self.assertFalse(Export(pk=running.pk, attempt=1).tell(rows_done=1))


class WhatStays(WithAWorld):
    def counts(self):
        thing = self.world.thing
        return (
            contributions_by_recommendation(),
            discussion_counts(Comment.objects.about(thing)),
            list(Comment.objects.order_by("pk").values_list("slug", "body", "agreement_count")),
            Agreement.objects.count(),
            Comment.objects.values("author").distinct().count(),
            Decision.objects.count(),
            [model.history.count() for model in (Comment, type(self.world.part))],
        )

    def test_words_and_counts_are_the_same_before_and_after(self):
        before = self.counts()
        visible = list(Comment.objects.order_by("pk").values_list("visibility", flat=True))
        self.close()
        self.assertEqual(self.counts(), before)
        after = list(Comment.objects.order_by("pk").values_list("visibility", flat=True))
        self.assertEqual(after, visible)

    def test_words_can_be_withdrawn_as_well_and_hidden_ones_stay_hidden(self):
        index(Comment, Comment.objects.all())
        before = [self.counts()[at] for at in (2, 3, 4, 5, 6)]
        self.close(withdraws_words=True)
        self.assertEqual([self.counts()[at] for at in (2, 3, 4, 5, 6)], before)
        states = Comment.objects.filter(author=self.world.anna).values_list("visibility", flat=True)
        self.assertEqual(set(states), {"withdrawn", "hidden"})
        own = self.world.comments["public"].pk
        self.assertFalse(IndexedText.objects.of(IndexedText.Kind.COMMENT, [own]).exists())
        self.world.reply.refresh_from_db()
        self.assertEqual(self.world.reply.visibility, "public")

    def test_an_agreement_stays_counted_when_another_one_comes(self):
        self.close()
        set_agreement(self.world.reply, by=self.world.organiser, agrees=True)
        self.world.reply.refresh_from_db()
        self.assertEqual(self.world.reply.agreement_count, 2)

    def test_the_log_of_roles_tells_how_the_roles_ended(self):
        self.close()
        taken = self.world.anna.role_changes.filter(kind="taken")
        self.assertEqual({each.reason for each in taken}, {"The account was closed."})
        self.assertEqual(taken.count(), 2)


class TheLastLetter(WithAWorld):
    def test_goes_to_the_confirmed_address_in_the_persons_language(self):
        self.close()
        [letter] = mail.outbox
        self.assertEqual(letter.to, [MAIL])
        self.assertEqual(letter.extra_headers["Content-Language"], "fr")
        self.assertNotIn(NAME, letter.body)

    def test_goes_to_no_address_that_was_not_confirmed(self):
        EmailAddress.objects.update(verified=False)
        self.close()
        self.assertEqual(mail.outbox, [])

    def test_a_dead_mail_server_stops_nothing(self):
        broken = "tests.feedback.test_notices.UnsendableBackend"
        with override_settings(EMAIL_BACKEND=broken), self.assertLogs("feedback", "ERROR"):
            self.close()
        self.assertFalse(User.objects.filter(name=NAME).exists())

    def test_twice_is_once(self):
        self.close()
        row = User.objects.values().get(pk=self.world.anna.pk)
        self.close()
        self.assertEqual(User.objects.values().get(pk=self.world.anna.pk), row)
        self.assertEqual(len(mail.outbox), 1)
