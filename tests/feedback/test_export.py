import itertools
from datetime import timedelta

import time_machine
from django.conf import settings
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Assignment
from feedback.models import Export, Outbox
from feedback.tasks import write_export
from tests import cast, make
from tests.feedback.exporting import OwnFolder


class AskingForAnExport(TestCase):
    def setUp(self):
        self.draft_set = make.draft_set(code="DV1", group=make.group(slug="diversity"))
        self.member = cast.member("diversity")
        self.client = cast.client_of(self.member)

    def ask(self, **over):
        return self.client.post("/en/exports/", {"draft_set": "DV1", "format": "csv", **over})

    def test_a_member_is_led_to_the_page_of_the_new_job(self):
        response = self.ask(format="jsonl")
        export = Export.objects.get()
        self.assertRedirects(response, f"/en/exports/{export.pk}/")
        self.assertEqual(export.requested_by, self.member)
        self.assertEqual(export.draft_set, self.draft_set)
        self.assertEqual(export.format, "jsonl")
        self.assertEqual(export.state, Export.State.QUEUED)
        self.assertEqual(export.base_url, "http://testserver")
        self.assertEqual(export.language, "en")

    def test_the_task_is_noted_with_it(self):
        self.ask()
        row = Outbox.objects.get()
        self.assertEqual((row.task, row.row_id), ("feedback.write_export", Export.objects.get().pk))
        self.assertIsNone(row.published_at)

    def test_a_second_click_joins_the_first(self):
        first, second = self.ask(), self.ask()
        self.assertEqual(first["Location"], second["Location"])
        self.assertEqual(Outbox.objects.count(), 1)

    def test_another_form_of_the_file_is_another_job(self):
        self.ask()
        self.ask(format="jsonl")
        self.assertEqual(Export.objects.count(), 2)

    def test_only_the_groups_of_the_person_are_offered(self):
        make.draft_set(code="HE1", group=make.group(slug="health"))
        page = self.client.get("/en/exports/").content.decode()
        self.assertIn('value="DV1"', page)
        self.assertNotIn('value="HE1"', page)

    def test_an_organiser_is_offered_all_of_them(self):
        make.draft_set(code="ALL1", group=None)
        page = cast.client_of(cast.organiser()).get("/en/exports/").content.decode()
        self.assertIn('value="DV1"', page)
        self.assertIn('value="ALL1"', page)

    def test_drafts_that_are_not_published_are_not_offered(self):
        make.draft_set(code="DV2", group=self.draft_set.group, published_at=None)
        self.assertNotContains(self.client.get("/en/exports/"), 'value="DV2"')

    def test_another_groups_input_is_refused_and_nothing_is_made(self):
        make.draft_set(code="HE1", group=make.group(slug="health"))
        for wrong in ({"draft_set": "HE1"}, {"draft_set": ""}, {"format": "exe"}):
            self.assertEqual(self.ask(**wrong).status_code, 400)
        self.assertFalse(Export.objects.exists())

    def test_a_reader_may_not(self):
        response = cast.client_of(cast.reader()).post("/en/exports/", {"draft_set": "DV1"})
        self.assertEqual(response.status_code, 403)
        self.assertFalse(Export.objects.exists())

    def test_a_stranger_is_sent_to_sign_in(self):
        self.client.logout()
        self.assertRedirects(
            self.ask(), "/en/accounts/login/?next=/en/exports/", fetch_redirect_response=False
        )


class SeeingAnExport(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        self.comment = make.comment()
        self.member = cast.member(self.comment.draft_set.group)
        self.client = cast.client_of(self.member)
        self.export = self.export_of(self.comment.draft_set, by=self.member)
        self.address = f"/en/exports/{self.export.pk}/"

    def test_while_it_runs_the_page_tells_how_far_it_is_and_renews_itself(self):
        self.set(state=Export.State.RUNNING, rows_done=200, rows_total=641)
        page = self.client.get(self.address)
        self.assertContains(page, '<progress value="200" max="641"')
        self.assertContains(page, "200 of 641 lines are written.")
        self.assertContains(page, '<meta http-equiv="refresh" content="3">')
        self.assertNotContains(page, "Download")

    def test_when_it_is_ready_it_offers_the_file_and_says_until_when(self):
        write_export(self.export.pk)
        self.set(finished_at="2026-11-20T08:30:00Z")
        page = self.client.get(self.address)
        self.assertContains(page, f'href="{self.address}file/"')
        self.assertContains(page, "The file is kept until 27 November 2026, 08:30 UTC.")
        self.assertNotContains(page, "http-equiv")

    def test_when_it_failed_it_says_why_and_can_be_asked_for_again(self):
        self.set(state=Export.State.FAILED, error=Export.Error.BROKEN)
        page = self.client.get(self.address)
        self.assertContains(page, "The file could not be written. The fault is on our side.")
        self.assertContains(page, "Try again")
        again = {"draft_set": self.export.draft_set.code, "format": "csv"}
        self.assertRedirects(
            self.client.post("/en/exports/", again), f"/en/exports/{self.export.pk + 1}/"
        )

    def test_it_speaks_the_language_of_its_address(self):
        self.comment.draft_set.group.name_ar = "مجموعة"
        self.comment.draft_set.group.save()
        self.assertContains(self.client.get(f"/ar/exports/{self.export.pk}/"), "مجموعة")

    def test_others_do_not_know_of_it(self):
        colleague = cast.client_of(cast.member(self.comment.draft_set.group))
        for address in (self.address, f"{self.address}file/"):
            self.assertEqual(colleague.get(address).status_code, 404)
        self.assertNotContains(colleague.get("/en/exports/"), self.address)

    def test_one_that_is_not_there_is_not_found(self):
        for pk in (self.export.pk + 1, 0, 10**30, "9" * 5000):
            self.assertEqual(self.client.get(f"/en/exports/{pk}/").status_code, 404)

    def test_without_exports_the_list_says_so(self):
        self.assertContains(self.client.get("/en/exports/"), self.address)
        Export.objects.all().delete()
        page = self.client.get("/en/exports/")
        self.assertContains(page, "You have not asked for a file yet.")

    def test_the_list_asks_as_much_for_nine_as_for_one(self):
        numbers = itertools.count(2)
        self.client.get("/en/exports/")
        with CaptureQueriesContext(connection) as one:
            self.client.get("/en/exports/")
        for _ in range(8):
            group = make.group()
            Assignment.objects.create(
                user=self.member, role="group_member", scope="group", value=group.slug
            )
            there = make.draft_set(group=group, iteration=make.iteration(number=90 + next(numbers)))
            self.export_of(there, by=self.member)
        with self.assertNumQueries(len(one)):
            page = self.client.get("/en/exports/")
        self.assertEqual(page.content.decode().count('class="facts"'), 9)

    def set(self, **changes):
        Export.objects.filter(pk=self.export.pk).update(**changes)


class FetchingTheFile(OwnFolder, TestCase):
    def setUp(self):
        super().setUp()
        group = make.group(slug="diversity")
        self.comment = make.comment(
            draft_set=make.draft_set(group=group, iteration=make.iteration(number=1)), body="هنا"
        )
        self.member = cast.member("diversity")
        self.client = cast.client_of(self.member)
        self.export = self.export_of(self.comment.draft_set, by=self.member)
        self.address = f"/en/exports/{self.export.pk}/file/"

    @time_machine.travel("2026-11-22T12:00:00Z")
    def test_it_comes_as_an_attachment_with_a_plain_name(self):
        write_export(self.export.pk)
        response = self.client.get(self.address)
        self.assertEqual(
            response["Content-Disposition"],
            'attachment; filename="diversity-iteration-1-2026-11-22.csv"',
        )
        self.assertEqual(response["Content-Type"], "text/csv; charset=utf-8")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertIn("هنا", response.getvalue().decode("utf-8-sig"))

    def test_before_it_is_ready_there_is_nothing(self):
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_who_has_lost_the_role_gets_nothing_any_more(self):
        write_export(self.export.pk)
        self.assertEqual(self.client.get(self.address).status_code, 200)
        self.member.assignments.all().delete()
        for address in (self.address, f"/en/exports/{self.export.pk}/"):
            self.assertEqual(self.client.get(address).status_code, 403)

    def test_a_member_of_another_group_now_gets_nothing(self):
        write_export(self.export.pk)
        self.member.assignments.update(value="health")
        self.assertEqual(self.client.get(self.address).status_code, 403)

    def test_it_ends_with_the_days_it_is_kept(self):
        write_export(self.export.pk)
        day = timezone.now() + timedelta(days=7, minutes=1)
        for days, expected in ((7, 404), (8, 200)):
            with override_settings(EXPORT_DAYS=days), time_machine.travel(day):
                self.client.force_login(self.member)
                self.assertEqual(self.client.get(self.address).status_code, expected)

    def test_a_lost_file_is_not_found(self):
        write_export(self.export.pk)
        for file in self.files():
            file.unlink()
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_the_folder_is_not_among_the_public_files(self):
        self.assertNotIn(settings.STATIC_ROOT, [self.folder, *self.folder.parents])
