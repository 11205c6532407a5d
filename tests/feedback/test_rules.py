"""The rules that decisions rest on: the first ones, who edits them, and where they are named."""

from django.core import mail
from django.core.cache import cache
from django.db.models import ProtectedError, QuerySet
from django.test import TestCase
from django.urls import reverse

from accounts.languages import spoken
from feedback.models import Decision, Rule
from feedback.notices import tell_author
from feedback.starter_rules import RULES, add_starter_rules
from recommendations.models import Stamp
from strategy_portal.preparation import prepare_rules
from tests import cast, make

from .test_deciding import HIDE, address, decide, send, state_of
from .test_notices import author


class TheFirstStart(TestCase):
    def test_makes_every_rule_in_the_source_language(self):
        self.assertEqual(add_starter_rules(), list(RULES))

        rules = Rule.objects.in_force()
        self.assertEqual([rule.key for rule in rules], list(RULES))
        self.assertEqual([rule.title_en for rule in rules], list(RULES.values()))

    def test_shows_at_once_on_the_list_of_decisions(self):
        before = Stamp.objects.read("talk").text

        add_starter_rules()

        self.assertNotEqual(Stamp.objects.read("talk").text, before)

    def test_writes_no_english_words_as_a_translation(self):
        add_starter_rules()

        for rule in Rule.objects.all():
            for code in ("ar", "fr", "zh_hans"):
                self.assertNotEqual(getattr(rule, f"title_{code}"), rule.title_en)


class ALaterStart(TestCase):
    def setUp(self):
        add_starter_rules()

    def test_leaves_what_organisers_wrote_and_makes_what_is_missing(self):
        Rule.objects.filter(key="respect").update(title_en="Be kind", is_in_force=False)
        Rule.objects.filter(key="law").delete()
        said = []

        prepare_rules(said.append)

        kept = Rule.objects.get(key="respect")
        self.assertEqual((kept.title_en, kept.is_in_force), ("Be kind", False))
        self.assertTrue(Rule.objects.filter(key="law").exists())
        self.assertEqual(said, ["Wrote 1 rules of the discussion; the back office changes them."])

    def test_changes_nothing(self):
        before = Stamp.objects.read("talk").text

        self.assertEqual(add_starter_rules(), [])

        self.assertEqual(Stamp.objects.read("talk").text, before)


class InTheBackOffice(TestCase):
    def setUp(self):
        self.rule = make.rule("respect", title_en="Respect people")
        make.rule("in-order")

    def page(self, name, *args):
        with spoken("en"):
            return reverse(f"admin:feedback_rule_{name}", args=args)

    def test_organisers_word_a_rule_in_each_language_and_put_it_out_of_force(self):
        before = Stamp.objects.read("talk").text
        sent = {"position": 3, "title_en": "Be kind", "title_ar": "كن لطيفا"}

        answer = cast.client_of(cast.organiser()).post(self.page("change", self.rule.pk), sent)

        self.assertEqual(answer.status_code, 302)
        self.rule.refresh_from_db()
        self.assertEqual(
            (self.rule.key, self.rule.title_en, self.rule.title_ar, self.rule.is_in_force),
            ("respect", "Be kind", "كن لطيفا", False),
        )
        self.assertNotEqual(Stamp.objects.read("talk").text, before)

    def test_organisers_add_one_and_take_it_away_while_no_decision_names_it(self):
        browser = cast.client_of(cast.organiser())
        sent = {"key": "kind", "position": 9, "title_en": "Be kind", "is_in_force": "on"}

        browser.post(self.page("add"), sent)
        added = Rule.objects.get(key="kind")
        self.assertEqual(browser.get(self.page("delete", added.pk)).status_code, 200)
        decide(make.comment(), HIDE, by=cast.organiser(), rule=added, reason="Rude.")

        self.assertEqual(browser.get(self.page("delete", added.pk)).status_code, 403)
        with self.assertRaises(ProtectedError):
            added.delete()

    def test_a_rule_of_the_start_is_not_taken_away(self):
        browser = cast.client_of(cast.organiser())

        self.assertEqual(browser.get(self.page("delete", self.rule.pk)).status_code, 403)

    def test_the_rule_that_finds_no_fault_stays_in_force(self):
        rule = Rule.objects.get(key="in-order")
        sent = {"position": 1, "title_en": "Nothing is wrong"}

        cast.client_of(cast.organiser()).post(self.page("change", rule.pk), sent)

        rule.refresh_from_db()
        self.assertEqual((rule.title_en, rule.is_in_force), ("Nothing is wrong", True))

    def test_liaisons_members_and_readers_do_not_enter(self):
        for person in (cast.liaison("en"), cast.member("diversity"), cast.reader()):
            for page in (self.page("changelist"), self.page("change", self.rule.pk)):
                self.assertIn(cast.client_of(person).get(page).status_code, (302, 403))


class ChoosingTheRule(TestCase):
    def setUp(self):
        self.comment = make.comment(language="ar")
        self.liaison = cast.liaison("ar")

    def test_hiding_needs_one(self):
        make.rule("in-order")

        for key in ("", "none", "in-order"):
            answer = send(self.liaison, self.comment, "hide", rule=key)
            self.assertContains(answer, 'id="rule-error"', status_code=400)
        self.assertEqual(state_of(self.comment), "public")

    def test_a_rule_out_of_force_is_neither_offered_nor_taken(self):
        make.rule("old", is_in_force=False, title_en="An old rule")

        page = cast.client_of(self.liaison).get(address(self.comment))

        self.assertNotContains(page, "An old rule")
        self.assertEqual(send(self.liaison, self.comment, "hide", rule="old").status_code, 400)

    def test_the_page_keeps_the_rule_that_was_chosen(self):
        answer = send(self.liaison, self.comment, "hide", reason="", rule=make.rule().key)

        self.assertContains(answer, 'dir="ltr" selected>Rule: respect', status_code=400)

    def test_it_is_offered_in_the_reading_language_or_in_what_stands_in_for_it(self):
        make.rule("respect", title_en="Respect", title_ar="احترام")
        make.rule("law", title_en="The law")

        page = cast.client_of(self.liaison).get(address(self.comment).replace("/en/", "/ar/"))

        self.assertContains(page, '<option value="respect" lang="ar" dir="rtl">احترام</option>')
        self.assertContains(page, '<option value="law" lang="en" dir="ltr">The law</option>')

    def test_the_desk_offers_it_too(self):
        make.rule("respect", title_en="Respect")
        make.comment(language="ar", visibility="waiting", name="Amal")

        page = cast.client_of(self.liaison).get("/en/desk/queue/")

        self.assertContains(page, '<option value="respect" lang="en" dir="ltr">Respect</option>')


class NamingTheRule(TestCase):
    def setUp(self):
        cache.clear()
        self.rule = make.rule("respect", title_en="Respect people", title_fr="Respect des gens")
        self.person = author(language="fr")
        self.comment = make.comment(author=self.person, language="ar")
        self.decision = decide(
            self.comment, HIDE, by=cast.organiser(), rule=self.rule, reason="An insult."
        )

    def test_the_log_names_it_and_lists_the_rules(self):
        make.rule("old", is_in_force=False, title_en="An old rule")

        page = self.client.get("/en/decisions/")

        self.assertContains(page, "<strong>Respect people</strong>", count=1)
        self.assertContains(page, "<li>Respect people</li>", count=1)
        self.assertNotContains(page, "An old rule")

    def test_the_log_names_a_rule_that_is_no_longer_in_force(self):
        Rule.objects.update(is_in_force=False)

        self.assertContains(self.client.get("/en/decisions/"), "<strong>Respect people</strong>")

    def test_of_private_words_the_log_names_none(self):
        self.comment.chosen_visibility = "group"
        self.comment.save(update_fields=["chosen_visibility"])

        self.assertNotContains(self.client.get("/en/decisions/"), "<strong>Respect people")

    def test_the_author_reads_it_in_the_letter_in_their_language(self):
        tell_author(self.decision.pk)

        self.assertIn("Respect des gens", mail.outbox[0].body)

    def test_the_author_reads_it_beside_the_words(self):
        page = cast.client_of(self.person).get("/en/mine/")

        self.assertContains(page, "Respect people.")

    def test_the_next_liaison_reads_it(self):
        page = cast.client_of(cast.liaison("ar")).get(address(self.comment))

        self.assertContains(page, '<p class="small">Respect people</p>')

    def test_a_decision_from_before_there_were_rules_is_shown_without_one(self):
        QuerySet(Decision).update(rule=None)

        tell_author(self.decision.pk)

        self.assertNotIn("The rule:", mail.outbox[0].body)
        for path in ("/en/decisions/", "/en/mine/"):
            self.assertContains(cast.client_of(self.person).get(path), "An insult.")
