"""What can be found, from which moment on, and by whom."""

from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase

from feedback.actions.moderate import decide
from feedback.actions.participate import edit, withdraw
from feedback.models import Comment, Decision, IndexedText, Visibility
from feedback.search import index
from feedback.search.query import INDEX, Matches
from recommendations.actions import correct_text, publish
from recommendations.models import Stamp
from strategy_portal.preparation import prepare_search
from tests import cast, make
from tests.feedback.searching import Searching
from tests.feedback.test_visibility import READS, Visibilities

V = Visibility


class WhoFindsWhat(Searching, TestCase):
    """The table of who reads what (test_visibility) holds for what they find."""

    setUpTestData = Visibilities.__dict__["setUpTestData"]
    say = Visibilities.__dict__["say"]

    def browsers(self):
        for who, person in self.people.items():
            yield who, cast.client_of(person) if person.is_authenticated else self.client

    def test_words_are_found_by_those_who_may_read_them_unless_withdrawn(self):
        for who, browser in self.browsers():
            with self.subTest(who):
                found = {comment.visibility for comment in self.find("here", browser)}
                self.assertEqual(found, READS[who] - {V.WITHDRAWN})

    def test_the_numbers_count_what_they_find(self):
        for who, browser in self.browsers():
            with self.subTest(who):
                number = len(READS[who] - {V.WITHDRAWN})
                self.assertEqual(self.page("here", browser).context["found"].number, number)

    def test_drafts_are_found_by_those_who_know_of_them(self):
        secret = make.draft_set(group=self.group, published_at=None)
        draft = make.recommendation(draft_set=secret, title_en="Unheard of")
        part = make.part(recommendation=draft, text_en="Unheard of, too.")
        said = make.comment(recommendation=draft, body="Unheard of!", author=self.author)
        knowing = {"member of the group", "organiser", "translator of the language"}
        for who, browser in self.browsers():
            with self.subTest(who):
                expected = [draft, part, said] if who in knowing else []
                self.assertEqual(self.find("unheard", browser), expected)
        publish(secret, by=self.people["organiser"])
        self.assertEqual(self.find("unheard"), [draft, part, said])


class WordsThatChange(Searching, TestCase):
    def setUp(self):
        self.comment = make.comment(body="The first wording", author=cast.reader())
        self.liaison = cast.liaison()

    def test_the_present_wording_is_found_and_the_earlier_one_is_not(self):
        edit(self.comment, body="Said anew", language="en", version=1, by=self.comment.author)
        self.assertEqual(self.find("anew"), [self.comment])
        self.assertEqual(self.find("first wording"), [])

    def test_withdrawn_words_leave_the_index(self):
        self.assertTrue(IndexedText.objects.filter(kind="comment").exists())
        withdraw(self.comment)
        self.assertFalse(IndexedText.objects.filter(kind="comment").exists())

    def test_withdrawn_words_are_not_found_even_where_they_are_left_in_the_index(self):
        Comment.objects.update(visibility=V.WITHDRAWN)
        author = cast.client_of(self.comment.author)
        self.assertEqual(self.find("first wording", author), [])

    def test_hidden_words_are_not_found_from_the_same_moment_on(self):
        self.assertEqual(self.find("first wording"), [self.comment])
        decide(
            self.comment, Decision.Kind.HIDE, by=self.liaison, rule=make.rule(), reason="A rule."
        )
        self.assertEqual(self.find("first wording"), [])
        decide(
            self.comment,
            Decision.Kind.RESTORE,
            by=self.liaison,
            rule=make.rule(),
            reason="A mistake.",
        )
        self.assertEqual(self.find("first wording"), [self.comment])

    def test_names_are_not_searched(self):
        make.comment(name="Hypatia", body="Words")
        self.assertEqual(self.find("hypatia"), [])

    def test_a_change_that_is_undone_is_undone_in_the_index(self):
        with transaction.atomic():
            make.comment(body="Never said")
            transaction.set_rollback(True)
        self.assertEqual(self.find("never said"), [])

    def test_a_corrected_text_is_found_by_its_new_words_in_each_language(self):
        part = make.part(text_en="Old words", text_de="Alte Worte")
        for column, text in (("text_en", "New words"), ("text_de", "")):
            changes = {column: text}
            correct_text(part, changes, by=self.liaison, reason="Better", effect="wording")
        self.assertEqual(self.find("new words"), [part])
        self.assertEqual(self.find("old words"), [])
        self.assertEqual(self.find("alte"), [])

    def test_links_and_markup_are_not_searched(self):
        make.comment(body="Look [over there](https://example.org/secretly) **now**")
        self.assertEqual(len(self.find("over there now")), 1)
        self.assertEqual(self.find("secretly"), [])

    def test_what_is_deleted_is_not_found(self):
        thing = make.recommendation(title_en="Short lived")
        self.assertEqual(self.find("short lived"), [thing])
        thing.delete()
        self.assertEqual(self.find("short lived"), [])


class MakingTheIndexAnew(Searching, TestCase):
    def setUp(self):
        self.comment = make.comment(body="Findable words")
        self.part = make.part(text_en="Findable, too")
        self.everything = set(self.rows())

    def rows(self):
        return IndexedText.objects.values_list("kind", "object_id", "language", "tokens")

    def test_what_is_missing_comes_back_and_what_is_wrong_goes(self):
        IndexedText.objects.filter(kind="comment").delete()
        IndexedText.objects.filter(kind="part").update(tokens="wrong")
        IndexedText.objects.create(kind="comment", object_id=777, language="en", tokens="gone")
        call_command("index_search", verbosity=0)
        self.assertEqual(set(self.rows()), self.everything)
        self.assertEqual(self.find("findable"), [self.part, self.comment])
        self.assertEqual(self.find("wrong"), [])

    def test_it_is_done_at_the_start_where_the_analyser_is_another(self):
        said = []
        prepare_search(said.append)
        self.assertEqual(said, ["Making the index of the search ..."])
        IndexedText.objects.all().delete()
        prepare_search(said.append)
        self.assertEqual(self.rows().count(), 0)
        Stamp.objects.filter(key=index.mark()).update(key="search:of-long-ago")
        prepare_search(said.append)
        self.assertEqual(set(self.rows()), self.everything)

    def test_batches_leave_nothing_out(self):
        for _ in range(3):
            make.comment(recommendation=self.comment.recommendation, body="One more")
        before = set(self.rows())
        IndexedText.objects.all().delete()
        self.addCleanup(setattr, index, "BATCH", index.BATCH)
        index.BATCH = 2
        index.make_whole()
        self.assertEqual(set(self.rows()), before)


class TheDatabasesOwnIndex(TestCase):
    def test_holds_what_the_table_holds(self):
        comment = make.comment()
        comment.body, comment.html = "Other words", "<p>Other words</p>"
        comment.save()
        make.comment().delete()
        if connection.vendor == "sqlite":  # PostgreSQL makes its columns itself
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('integrity-check')")  # noqa: S608

    def test_is_asked(self):
        found = IndexedText.objects.filter(Matches((("word",), ("other*", "en~word"))))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")  # of a few rows all are read
        expected = "VIRTUAL TABLE INDEX" if connection.vendor == "sqlite" else "_vector"
        self.assertIn(expected, found.explain())
