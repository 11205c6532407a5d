"""Writing texts in the back office: drafts freely, published ones with a reason."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from recommendations.freshness import states
from recommendations.models import DraftSet, Freshness, Part, Recommendation, Stamp
from tests import cast, make

SENT = {"position": "1", "status": "draft", "title_kind": "title"}
WHY = {"reason": "A word was missing.", "effect": "wording"}


def page_of(row):
    with spoken("en"):
        return reverse(f"admin:recommendations_{row._meta.model_name}_change", args=[row.pk])


def state_of(row, field, language):
    return states([row], [language])[(row._meta.model_name, row.pk, field, language)]


def from_machine(row, field, language):
    Freshness.objects.of(row).filter(field=field, language=language).update(
        origin=Freshness.Origin.MACHINE
    )


class CorrectingPublishedText(TestCase):
    def setUp(self):
        self.row = make.recommendation(title_de="Freie Lizenzen")
        self.sent = {**SENT, "title_en": "Free licences", "summary_en": make.SUMMARY,
                     "title_de": "Freie Lizenzen"}  # fmt: skip
        self.browser = cast.client_of(cast.admin())

    def send(self, **over):
        return self.browser.post(page_of(self.row), {**self.sent, **over})

    def test_it_needs_a_reason_and_an_effect_and_loses_nothing_typed(self):
        answer = self.send()

        errors = answer.context["adminform"].form.errors
        self.assertEqual(set(errors), {"reason", "effect"})
        self.assertContains(answer, 'value="Free licences"')
        self.assertEqual(Recommendation.objects.get().title_en, make.TITLE)
        self.assertEqual(self.row.history.count(), 1)

    def test_it_makes_one_history_row_with_reason_effect_and_person(self):
        self.assertEqual(self.send(**WHY).status_code, 302)

        newest, _first = self.row.history.all()
        self.assertEqual(
            [newest.title_en, newest.history_change_reason, newest.effect],
            ["Free licences", "A word was missing.", "wording"],
        )
        self.assertEqual(newest.history_user, answer_user(self.browser))

    def test_a_change_of_meaning_puts_the_translations_behind_one_of_wording_does_not(self):
        self.send(**WHY)
        self.assertEqual(state_of(self.reload(), "title", "de").kind, "current")

        self.send(**{**WHY, "effect": "meaning", "title_en": "Other licences"})
        self.assertEqual(state_of(self.reload(), "title", "de").kind, "behind")

    def test_what_is_no_text_changes_without_a_reason(self):
        self.send(title_en=make.TITLE, status="final")

        row = self.reload()
        self.assertEqual([row.status, row.title_en], ["final", make.TITLE])

    def test_text_and_status_together_keep_the_new_words_out_of_the_first_history_row(self):
        self.send(**WHY, status="final")

        newest, second, _first = self.row.history.all()
        self.assertEqual([newest.title_en, newest.status], ["Free licences", "final"])
        self.assertEqual([second.title_en, second.status], [make.TITLE, "final"])

    def test_a_first_translation_corrects_nothing(self):
        self.assertEqual(self.send(title_en=make.TITLE, title_fr="Licences").status_code, 302)

        self.assertEqual(self.reload().title_fr, "Licences")

    def test_another_wording_of_a_translation_does(self):
        answer = self.send(title_en=make.TITLE, title_de="Offene Lizenzen")

        self.assertIn("reason", answer.context["adminform"].form.errors)

    def test_a_section_is_frozen_with_its_set(self):
        draft_set = self.row.draft_set
        section = draft_set.sections.create(key="s1", position=1, text_en="What for?")
        sent = {
            "sections-TOTAL_FORMS": "1", "sections-INITIAL_FORMS": "1",
            "sections-0-id": section.pk, "sections-0-draft_set": draft_set.pk,
            "sections-0-key": "s1", "sections-0-position": "1", "sections-0-text_en": "Why?",
        }  # fmt: skip

        answer = self.browser.post(page_of(draft_set), sent)
        self.assertContains(answer, "Say above why they are corrected")
        section.refresh_from_db()
        self.assertEqual(section.text_en, "What for?")

        self.browser.post(page_of(draft_set), {**sent, **WHY})
        section.refresh_from_db()
        self.assertEqual(section.text_en, "Why?")
        self.assertEqual(section.history.latest().history_change_reason, WHY["reason"])

    def test_a_zero_byte_is_refused_and_not_stored(self):
        answer = self.send(**WHY, summary_en="Knowledge\x00")

        self.assertIn("summary_en", answer.context["adminform"].form.errors)

    def reload(self):
        return Recommendation.objects.get()


class WritingADraft(TestCase):
    def setUp(self):
        self.set = make.draft_set(published_at=None)
        self.row = make.recommendation(draft_set=self.set, title_de="Alt")
        self.browser = cast.client_of(cast.member(self.set.group))

    def test_it_is_edited_freely_and_translations_fall_behind(self):
        sent = {**SENT, "title_en": "Another", "summary_en": make.SUMMARY, "title_de": "Alt"}

        self.assertEqual(self.browser.post(page_of(self.row), sent).status_code, 302)

        row = Recommendation.objects.get()
        self.assertEqual(row.title_en, "Another")
        self.assertEqual(state_of(row, "title", "de").kind, "behind")

    def test_every_save_moves_the_stamp_of_the_texts(self):
        before = Stamp.objects.get(key="texts").version

        same = {"title_en": make.TITLE, "summary_en": make.SUMMARY, "title_de": "Alt"}
        self.browser.post(page_of(self.row), {**SENT, **same, "status": "final"})

        self.assertGreater(Stamp.objects.get(key="texts").version, before)

    def test_a_part_is_rendered_in_every_language_and_keeps_the_key_of_its_question(self):
        question = make.part_question(key="q7")
        sent = {"recommendation": self.row.pk, "question": question.pk, "position": "7",
                "text_en": "*What*", "text_ar": "*ماذا*"}  # fmt: skip

        with spoken("en"):
            add = reverse("admin:recommendations_part_add")
        self.browser.post(add, sent)
        answer = self.browser.post(add, sent)

        part = Part.objects.get()
        self.assertEqual(
            [part.key, part.html_en.strip(), part.html_ar.strip()],
            ["q7", "<p><em>What</em></p>", "<p><em>ماذا</em></p>"],
        )
        self.assertIn("question", answer.context["adminform"].form.errors)

        self.browser.post(page_of(part), {"position": "7", "text_en": "**New**"})
        part.refresh_from_db()
        self.assertEqual(part.html_en.strip(), "<p><strong>New</strong></p>")

    def test_a_number_that_no_address_can_bear_is_refused(self):
        browser = cast.client_of(cast.organiser())
        with spoken("en"):
            add = reverse("admin:recommendations_recommendation_add")

        for number in ("6/A", "6 A"):
            sent = {**SENT, "draft_set": self.set.pk, "number": number, "title_en": "T"}
            answer = browser.post(add, sent)
            self.assertIn("number", answer.context["adminform"].form.errors)


class Translating(TestCase):
    def setUp(self):
        self.row = make.recommendation(title_ar="قديم", title_de="Alt")
        for language in ("ar", "de"):
            from_machine(self.row, "title", language)
        self.browser = cast.client_of(cast.translator("ar"))

    def test_saving_marks_the_text_as_made_from_the_present_source_by_a_person(self):
        self.browser.post(page_of(self.row), {**WHY, "title_ar": "جديد"})

        state = state_of(Recommendation.objects.get(), "title", "ar")
        self.assertEqual([state.kind, state.is_machine], ["current", False])

    def test_a_machines_text_is_confirmed_in_the_own_language_only(self):
        page = self.browser.get(page_of(self.row))
        choices = page.context["adminform"].form.fields["checked"].choices
        self.assertEqual([value for value, _label in choices], ["title:ar"])

        refused = self.browser.post(page_of(self.row), {"title_ar": "قديم", "checked": "title:de"})
        self.assertIn("checked", refused.context["adminform"].form.errors)
        taken = self.browser.post(page_of(self.row), {"title_ar": "قديم", "checked": "title:ar"})
        self.assertEqual(taken.status_code, 302)

        row = Recommendation.objects.get()
        self.assertTrue(state_of(row, "title", "ar").is_checked)
        self.assertFalse(state_of(row, "title", "de").is_checked)

    def test_confirming_what_is_emptied_at_once_breaks_nothing(self):
        sent = {**WHY, "title_ar": "", "checked": "title:ar"}

        self.assertEqual(self.browser.post(page_of(self.row), sent).status_code, 302)


class MeetingSomebodyElse(TestCase):
    def setUp(self):
        self.row = make.recommendation(
            draft_set=make.draft_set(published_at=None), title_de="Alt", title_fr="Vieux"
        )
        self.browser = cast.client_of(cast.translator("de", "fr"))
        opened = self.browser.get(page_of(self.row)).context["adminform"].form
        self.sent = {"seen": opened["seen"].value(), "title_de": "Alt", "title_fr": "Vieux"}
        other = cast.client_of(cast.translator("de"))
        other.post(page_of(self.row), {**self.sent, "title_de": "Neu"})

    def send(self, **over):
        return self.browser.post(page_of(self.row), {**self.sent, **over})

    def titles(self):
        return Recommendation.objects.values_list("title_de", "title_fr").get()

    def test_what_only_the_other_changed_is_kept(self):
        self.assertEqual(self.send(title_fr="Nouveau").status_code, 302)

        self.assertEqual(self.titles(), ("Neu", "Nouveau"))

    def test_where_both_wrote_both_texts_are_shown_and_nothing_is_overwritten(self):
        answer = self.send(title_de="Anders")

        self.assertContains(answer, 'value="Anders"')
        self.assertContains(answer, "Meanwhile somebody wrote: “Neu”.")
        self.assertEqual(self.titles(), ("Neu", "Vieux"))

    def test_whoever_saves_again_has_seen_it(self):
        form = self.send(title_de="Anders").context["adminform"].form

        again = self.send(title_de="Anders", seen=form["seen"].value())

        self.assertEqual(again.status_code, 302)
        self.assertEqual(self.titles(), ("Anders", "Vieux"))


class Publishing(TestCase):
    def publish(self, person):
        with spoken("en"):
            page = reverse("admin:recommendations_draftset_changelist")
        sent = {"action": "publish_chosen", "_selected_action": [self.set.pk]}
        return cast.client_of(person).post(page, sent)

    def setUp(self):
        self.set = make.draft_set(published_at=None)

    def test_organisers_publish_a_set_from_the_list(self):
        self.publish(cast.organiser())

        self.assertIsNotNone(DraftSet.objects.get().published_at)

    def test_members_and_translators_do_not(self):
        for person in (cast.member(self.set.group), cast.translator("ar")):
            self.publish(person)

        self.assertIsNone(DraftSet.objects.get().published_at)


def answer_user(browser):
    return browser.get("/en/admin/").context["user"]
