"""Who gets into the back office, what they find there, and what they may write."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from accounts.models import Assignment
from accounts.roles import Role
from recommendations.models import Recommendation
from recommendations.permissions import may_administer, may_edit_drafts, may_translate
from tests import cast, make


def address(name, *args):
    with spoken("en"):
        return reverse(f"admin:{name}", args=args)


def change_page(row):
    return address(f"{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


class TheDoor(TestCase):
    def test_a_stranger_is_sent_to_the_sign_in_of_the_site_and_back(self):
        page = change_page(make.recommendation())

        answer = self.client.get(page, follow=True)

        self.assertEqual(
            answer.redirect_chain[-1][0], f"/en/accounts/login/?next={page.replace('/', '%2F')}"
        )

    def test_a_foreign_address_is_not_where_one_is_sent_to(self):
        answer = self.client.get("/en/admin/login/?next=https://elsewhere.example/")

        self.assertRedirects(
            answer, "/en/accounts/login/?next=%2Fen%2Fadmin%2F", fetch_redirect_response=False
        )

    def test_without_a_language_it_leads_to_one(self):
        answer = self.client.get("/admin/", headers={"accept-language": "ar"})

        self.assertRedirects(answer, "/ar/admin/", fetch_redirect_response=False)

    def test_readers_and_liaisons_have_nothing_to_do_there(self):
        for person in (cast.reader(), cast.liaison("ar")):
            answer = cast.client_of(person).get("/en/admin/", follow=True)

            self.assertEqual(answer.status_code, 403)

    def test_those_who_write_translate_or_organise_get_in(self):
        group = make.group()
        for person in (
            cast.member(group), cast.translator("ar"), cast.organiser(), cast.admin(),
        ):  # fmt: skip
            self.assertEqual(cast.client_of(person).get("/en/admin/").status_code, 200)

    def test_a_closed_account_does_not(self):
        person = cast.admin()
        browser = cast.client_of(person)
        person.is_active = False
        person.save(update_fields=["is_active"])

        answer = browser.get("/en/admin/")

        self.assertEqual(answer.status_code, 302)

    def test_logging_out_is_done_by_the_site(self):
        answer = cast.client_of(cast.admin()).post("/en/admin/logout/")

        self.assertRedirects(
            answer, "/en/accounts/logout/", status_code=307, fetch_redirect_response=False
        )

    def test_the_role_of_staff_is_enough_without_a_superuser(self):
        person = cast.reader()
        Assignment.objects.create(user=person, role=Role.STAFF)
        cast.give_second_factor(person)

        answer = cast.client_of(person).get(address("accounts_user_changelist"))

        self.assertEqual(answer.status_code, 200)


class WhatIsListed(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.own, cls.other = make.recommendation(), make.recommendation()
        cls.group = cls.own.draft_set.group
        cls.edge = make_edge(cls.other)

    def models_on_the_index(self, person):
        answer = cast.client_of(person).get("/en/admin/")
        apps = answer.context["app_list"]
        return {model["object_name"] for app in apps for model in app["models"]}

    def test_people_and_comments_are_for_staff_only(self):
        theirs = {"User", "Community", "Comment", "Decision", "Outbox", "Export"}
        self.assertTrue(theirs <= self.models_on_the_index(cast.admin()))
        for person in (cast.organiser(), cast.translator("ar"), cast.member(self.group)):
            self.assertFalse(theirs & self.models_on_the_index(person))

    def test_a_member_finds_drafts_and_nothing_of_the_process(self):
        self.assertEqual(
            self.models_on_the_index(cast.member(self.group)),
            {"DraftSet", "Recommendation", "Part", "Lineage"},
        )

    def test_a_member_finds_only_the_drafts_of_the_own_group(self):
        mine, others = make.part(recommendation=self.own), make.part(recommendation=self.other)
        browser = cast.client_of(cast.member(self.group))
        pairs = [
            (self.own.draft_set, self.other.draft_set), (self.own, self.other), (mine, others),
            (make_edge(self.own), self.edge),
        ]  # fmt: skip

        for own, other in pairs:
            listed = browser.get(address(f"recommendations_{own._meta.model_name}_changelist"))
            self.assertEqual([row.pk for row in listed.context["cl"].result_list], [own.pk])
            self.assertEqual(browser.get(change_page(own)).status_code, 200)
            self.assertRedirects(browser.get(change_page(other)), "/en/admin/")

    def test_neither_does_the_history_of_another_group_exist(self):
        browser = cast.client_of(cast.member(self.group))
        row = self.other.history.get()
        pages = [
            address("recommendations_recommendation_history", self.other.pk),
            address("recommendations_recommendation_simple_history", self.other.pk, row.pk),
        ]

        for page in pages:
            self.assertEqual(browser.get(page).status_code, 404)
            self.assertEqual(cast.client_of(cast.admin()).get(page).status_code, 200)

    def test_nor_is_another_group_offered_to_choose(self):
        browser = cast.client_of(cast.member(self.group))
        asked = {"app_label": "recommendations", "model_name": "part"}

        answer = browser.get(
            address("autocomplete"), {**asked, "field_name": "recommendation", "term": ""}
        )

        found = [each["id"] for each in answer.json()["results"]]
        self.assertEqual(found, [str(self.own.pk)])

    def test_a_translator_finds_what_is_not_published_too(self):
        draft = make.recommendation(draft_set=make.draft_set(published_at=None))

        answer = cast.client_of(cast.translator("ar")).get(change_page(draft))

        self.assertEqual(answer.status_code, 200)


class WhatMayBeWritten(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.set = make.draft_set(published_at=None)
        cls.recommendation = make.recommendation(draft_set=cls.set, title_de="Alt", title_ar="قديم")

    def boxes(self, person, row):
        answer = cast.client_of(person).get(change_page(row))
        return set(answer.context["adminform"].form.fields) - {
            "reason",
            "effect",
            "checked",
            "seen",
        }

    def test_a_translator_writes_the_own_languages_only(self):
        self.assertEqual(
            self.boxes(cast.translator("ar", "de"), self.recommendation),
            {"title_ar", "summary_ar", "title_de", "summary_de"},
        )

    def test_what_a_translator_sends_for_another_language_is_not_taken(self):
        sent = {"title_ar": "جديد", "title_de": "Neu", "title_en": "New", "status": "final"}

        cast.client_of(cast.translator("ar")).post(change_page(self.recommendation), sent)

        now = Recommendation.objects.get()
        self.assertEqual(
            [now.title_ar, now.title_de, now.title_en, now.status],
            ["جديد", "Alt", make.TITLE, "draft"],
        )

    def test_a_translator_translates_the_process_too_and_the_rows_below_it(self):
        translator = cast.translator("ar")
        for row in (make.iteration(), make.guiding_question(), make.part_question(), make.group()):
            self.assertTrue(all(name.endswith("_ar") for name in self.boxes(translator, row)))

    def test_a_member_of_the_group_writes_everything_but_dates_and_publication(self):
        boxes = self.boxes(cast.member(self.set.group), self.set)

        self.assertTrue({"introduction_ar", "note_de", "is_complete"} <= boxes)
        self.assertFalse({"opens_at", "closes_at", "published_at", "group", "iteration"} & boxes)

    def test_a_translator_and_a_member_neither_add_nor_delete_sets(self):
        for person in (cast.translator("ar"), cast.member(self.set.group)):
            answer = cast.client_of(person).get(address("recommendations_draftset_add"))
            self.assertEqual(answer.status_code, 403)
        page = address("recommendations_recommendation_delete", self.recommendation.pk)
        self.assertEqual(cast.client_of(cast.translator("ar")).get(page).status_code, 403)

    def test_what_is_published_is_not_deleted_even_by_staff(self):
        published = make.recommendation()
        browser = cast.client_of(cast.admin())

        page = address("recommendations_recommendation_delete", published.pk)
        self.assertEqual(browser.post(page, {"post": "yes"}).status_code, 403)
        page = address("recommendations_recommendation_delete", self.recommendation.pk)
        self.assertEqual(browser.post(page, {"post": "yes"}).status_code, 302)

    def test_no_former_state_is_written_back_past_the_checks(self):
        row = self.recommendation.history.get()
        page = address("recommendations_recommendation_simple_history", row.id, row.pk)

        answer = cast.client_of(cast.admin()).post(page, {"title_en": "Back"})

        self.assertEqual(answer.status_code, 403)

    def test_a_member_adds_to_a_draft_but_not_to_what_is_published(self):
        group = self.set.group
        published = make.draft_set(group=group)
        browser = cast.client_of(cast.member(group))
        sent = {"number": "7", "position": "7", "status": "draft", "title_kind": "title"}
        page = address("recommendations_recommendation_add")

        refused = browser.post(page, {**sent, "draft_set": published.pk, "title_en": "Seven"})
        taken = browser.post(page, {**sent, "draft_set": self.set.pk, "title_en": "Seven"})

        self.assertIn("draft_set", refused.context["adminform"].form.errors)
        self.assertEqual(taken.status_code, 302)
        self.assertEqual(Recommendation.objects.get(number="7").code, f"{self.set.code}-7")


class ThePredicates(TestCase):
    def test_each_role_opens_its_own_doors(self):
        own, other, whole = make.draft_set(), make.draft_set(), make.draft_set(group=None)
        member = cast.member(own.group)
        self.assertEqual(
            [may_edit_drafts(member, each) for each in (own, other, whole)], [True, False, False]
        )
        translator = cast.translator("ar")
        self.assertEqual([may_translate(translator, code) for code in ("ar", "de")], [True, False])
        organiser = cast.organiser()
        self.assertTrue(may_edit_drafts(organiser, whole))
        self.assertFalse(may_administer(organiser))
        self.assertTrue(may_administer(cast.admin()))


def make_edge(recommendation):
    return recommendation.successors.create(kind="withdrawn")
