"""Two people at the same page of the back office: what is no text, and the rows below."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from recommendations.models import Recommendation
from tests import cast, make


def page_of(row):
    with spoken("en"):
        return reverse(f"admin:recommendations_{row._meta.model_name}_change", args=[row.pk])


def opened(browser, row):
    """The fields of a row's page and of its first row below, as they stand in the browser."""
    context = browser.get(page_of(row)).context
    sent = fields_of(context["adminform"].form)
    for below in context["inline_admin_formsets"]:
        sent |= fields_of(below.formset.management_form)
        for form in below.formset.initial_forms:
            sent |= fields_of(form)
    return sent


def fields_of(form):
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}


class ChangingWhatIsNoText(TestCase):
    def setUp(self):
        self.row = make.recommendation(draft_set=make.draft_set(published_at=None))
        self.mine, self.other = (cast.client_of(cast.organiser()) for _ in range(2))
        self.sent = opened(self.mine, self.row)
        self.other.post(page_of(self.row), {**self.sent, "status": "final"})

    def test_what_only_the_other_changed_is_kept(self):
        self.mine.post(page_of(self.row), {**self.sent, "title_en": "Another"})

        row = Recommendation.objects.get()
        self.assertEqual([row.status, row.title_en], ["final", "Another"])

    def test_where_both_chose_the_other_choice_is_shown_once(self):
        answer = self.mine.post(page_of(self.row), {**self.sent, "status": "stub"})

        self.assertContains(answer, "Meanwhile somebody wrote: “Final”.")
        self.assertEqual(Recommendation.objects.get().status, "final")


class WritingTheSameSection(TestCase):
    def setUp(self):
        self.set = make.draft_set(published_at=None)
        self.section = self.set.sections.create(key="s1", position=1, text_en="Why?")
        self.mine, self.other = (cast.client_of(cast.organiser()) for _ in range(2))
        self.sent = opened(self.mine, self.set)
        self.assertEqual(self.sent["sections-0-text_en"], "Why?")
        self.other.post(page_of(self.set), {**self.sent, "sections-0-text_en": "What for?"})

    def send(self, **over):
        return self.mine.post(page_of(self.set), {**self.sent, **over})

    def texts(self):
        self.section.refresh_from_db()
        return self.section.text_en, self.section.text_de

    def test_what_only_the_other_changed_is_kept(self):
        self.assertEqual(self.send(**{"sections-0-text_de": "Wozu?"}).status_code, 302)

        self.assertEqual(self.texts(), ("What for?", "Wozu?"))

    def test_where_both_wrote_both_texts_are_shown_and_nothing_is_overwritten(self):
        answer = self.send(**{"sections-0-text_en": "Whither?"})

        self.assertContains(answer, "Meanwhile somebody wrote: “What for?”.")
        self.assertContains(answer, "Whither?")
        self.assertEqual(self.texts(), ("What for?", None))

    def test_whoever_saves_again_has_seen_it(self):
        answer = self.send(**{"sections-0-text_en": "Whither?"})
        form = answer.context["inline_admin_formsets"][0].formset.forms[0]

        self.send(**{"sections-0-text_en": "Whither?", "sections-0-seen": form["seen"].value()})

        self.assertEqual(self.texts(), ("Whither?", None))
