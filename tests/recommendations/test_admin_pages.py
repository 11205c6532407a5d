"""The site's own texts in the back office: who writes them, and what stays as it is."""

from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from recommendations.importer import add_starter_pages
from recommendations.models import GuidingQuestion, Page
from tests import cast, make


def address(name, *args):
    with spoken("en"):
        return reverse(f"admin:recommendations_{name}", args=args)


class APageInTheBackOffice(TestCase):
    def setUp(self):
        add_starter_pages()
        self.browser = cast.client_of(cast.organiser())

    def send(self, page, browser=None, **over):
        sent = {"key": page.key, "position": page.position, **over}
        return (browser or self.browser).post(address("page_change", page.pk), sent)

    def test_is_rewritten_by_organisers_and_read_at_once(self):
        page = Page.objects.get(key="about")
        self.assertNotContains(self.client.get("/en/about/"), "We are")

        answer = self.send(page, title_en="Who we are", body_en="## We are\n\nmany.")

        self.assertEqual(answer.status_code, 302)
        shown = self.client.get("/en/about/")
        self.assertContains(shown, "<h1>Who we are</h1>")
        self.assertContains(shown, "<h2>We are</h2>")
        newest = page.history.first()
        self.assertEqual([newest.title_en, newest.history_user.name], ["Who we are", "Person 1"])

    def test_has_a_history_to_look_at(self):
        page = Page.objects.get(key="about")

        answer = self.browser.get(address("page_history", page.pk))

        self.assertContains(answer, "Starter text")

    def test_keeps_its_key(self):
        page = Page.objects.get(key="about")

        self.send(page, key="other", title_en="About")

        page.refresh_from_db()
        self.assertEqual([page.key, page.title_en], ["about", "About"])

    def test_is_translated_by_translators_in_their_languages_only(self):
        page = Page.objects.get(key="about")
        browser = cast.client_of(cast.translator("de"))
        before = page.title_en

        answer = self.send(page, browser, title_de="Wer wir sind", title_en="Changed", position="9")

        self.assertEqual(answer.status_code, 302)
        page.refresh_from_db()
        self.assertEqual([page.title_de, page.title_en, page.position], ["Wer wir sind", before, 2])

    def test_is_nothing_for_liaisons_and_members(self):
        page = Page.objects.get(key="about")
        for person in (cast.liaison("en"), cast.member(make.group())):
            answer = cast.client_of(person).get(address("page_change", page.pk))
            self.assertIn(answer.status_code, (302, 403))

    def test_that_every_portal_has_is_not_deleted(self):
        for key in ("about", "home"):
            page = Page.objects.get(key=key)
            answer = self.browser.post(address("page_delete", page.pk), {"post": "yes"})
            self.assertEqual(answer.status_code, 403)


class APageOfOnesOwn(TestCase):
    def setUp(self):
        self.browser = cast.client_of(cast.organiser())

    def add(self, key, **over):
        sent = {"key": key, "position": 1, "in_footer": "on", "title_en": "Friends", **over}
        return self.browser.post(address("page_add"), sent)

    def test_is_added_and_stands_at_its_address_and_at_the_foot(self):
        self.assertEqual(self.add("friends", body_en="All *these*.").status_code, 302)

        self.assertContains(self.client.get("/en/friends/"), "<em>these</em>")
        self.assertContains(self.client.get("/en/timeline/"), '<a href="/en/friends/">Friends</a>')

    def test_takes_no_address_that_the_portal_has(self):
        for key in ("recent", "admin", "groups", "de"):
            answer = self.add(key)
            self.assertEqual(list(answer.context["adminform"].form.errors), ["key"])
        self.assertFalse(Page.objects.exists())

    def test_takes_no_key_twice(self):
        make.page(key="friends")

        self.assertEqual(list(self.add("friends").context["adminform"].form.errors), ["key"])

    def test_can_be_deleted_but_not_while_a_question_names_it(self):
        page = make.page(key="friends")
        make.guiding_question(read_first=page)
        delete = address("page_delete", page.pk)

        self.browser.post(delete, {"post": "yes"})
        self.assertTrue(Page.objects.filter(key="friends").exists())

        GuidingQuestion.objects.update(read_first=None)
        self.browser.post(delete, {"post": "yes"})
        self.assertFalse(Page.objects.filter(key="friends").exists())


class AQuestionInTheBackOffice(TestCase):
    def test_names_a_page_to_read_first_but_no_block_of_the_home_page(self):
        add_starter_pages()
        question = make.guiding_question()
        browser = cast.client_of(cast.organiser())

        answer = browser.get(address("guidingquestion_change", question.pk))

        choices = answer.context["adminform"].form.fields["read_first"].queryset
        self.assertEqual(choices.count(), Page.objects.count() - 2)
        self.assertNotContains(answer, ">home</option>")
        self.assertContains(answer, ">strategic-direction</option>")
