"""The discussion below a text: order, filters, pages, counts and what they cost."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.actions.moderate import decide
from feedback.models import MAX_DEPTH, THREADS_PER_PAGE, Decision, Visibility
from recommendations.models import Stamp
from tests import cast, make

from .reading import ADiscussion, ids_on, of_class, page_of, place_of


class Order(ADiscussion):
    def test_is_by_guiding_question_and_newest_first_below_each(self):
        free = self.say()
        old = self.say(question=self.changes)
        liked = self.say(question=self.likes)
        new = self.say(question=self.changes)
        expected = [each.short_id for each in (liked, new, old, free)]
        self.assertEqual(ids_on(self.page()), expected)
        headings = [each.text for each in of_class(page_of(self.page()), "question-heading")]
        self.assertEqual(headings, ["What you like", "What should change", "Anything else"])

    def test_can_be_newest_first_across_all_questions(self):
        said = [self.say(question=each) for each in (self.changes, None, self.likes)]
        expected = [each.short_id for each in reversed(said)]
        self.assertEqual(ids_on(self.page("?order=newest")), expected)

    def test_of_replies_is_that_of_the_talk(self):
        first = self.say()
        early = self.say(parent=first)
        late = self.say(parent=first)
        below = self.say(parent=early)
        self.assertEqual(
            ids_on(self.page()), [each.short_id for each in (first, early, below, late)]
        )

    def test_goes_four_replies_deep(self):
        comment = self.say()
        chain = [comment]
        for _ in range(MAX_DEPTH):
            comment = self.say(parent=comment)
            chain.append(comment)
        page = self.page()
        self.assertEqual(ids_on(page), [each.short_id for each in chain])
        for depth, each in enumerate(chain):
            place = place_of(page, each)
            self.assertIn(f"depth-{depth}", place.get("class"))
            doors = place.xpath(".//a[contains(@href, '/reply/')]")
            self.assertEqual(len(doors), depth < MAX_DEPTH)

    def test_of_two_said_at_the_same_moment_stays(self):
        now = timezone.now()
        said = [self.say(said_at=now).short_id for _ in range(5)]
        self.assertEqual(ids_on(self.page()), said[::-1])


class Filters(ADiscussion):
    def setUp(self):
        super().setUp()
        self.arabic = self.say(language="ar", question=self.likes)
        self.on_part = self.say(part=self.part, question=self.changes)
        self.answered = self.say(question=self.changes)
        self.reply = self.say(parent=self.answered, language="fr")

    def test_narrow_to_what_is_asked_for(self):
        for query, threads in {
            f"question={self.likes.key}": [self.arabic],
            "language=ar": [self.arabic],
            f"part={self.part.key}": [self.on_part],
            "unanswered=on": [self.arabic, self.on_part],
            f"question={self.changes.key}&unanswered=on": [self.on_part],
            f"question={self.likes.key}&language=en": [],
        }.items():
            with self.subTest(query):
                found = ids_on(self.page(f"?{query}"))
                self.assertEqual(found, [each.short_id for each in threads])

    def test_keep_the_replies_of_a_thread_in_whatever_language(self):
        found = ids_on(self.page(f"?question={self.changes.key}"))
        self.assertIn(self.reply.short_id, found)

    def test_that_fit_nothing_say_so_and_lead_back(self):
        page = self.page(f"?question={self.likes.key}&language=en")
        self.assertContains(page, "No thread fits this choice.")

    def test_offer_only_languages_that_were_spoken_openly(self):
        self.say(language="ja", visibility=Visibility.HIDDEN)
        options = page_of(self.page()).xpath("//select[@name='language']/option/@value")
        self.assertEqual(options, ["", "ar", "en", "fr"])

    def test_a_thread_whose_only_reply_is_hidden_is_without_a_reply(self):
        decide(
            self.reply, Decision.Kind.HIDE, by=cast.organiser(), rule=make.rule(), reason="A rule."
        )
        found = ids_on(self.page(f"?question={self.changes.key}&unanswered=on"))
        self.assertIn(self.answered.short_id, found)

    def test_travel_with_the_links_to_other_pages(self):
        for _ in range(THREADS_PER_PAGE):
            self.say(language="ar")
        page = page_of(self.page("?language=ar&order=newest"))
        [link] = page.xpath("//nav[contains(@class, 'pages')]//a/@href")
        self.assertIn("language=ar", link)
        self.assertIn("order=newest", link)
        self.assertIn("page=2", link)


class Pages(ADiscussion):
    def test_hold_25_threads_across_questions(self):
        said = [self.say(question=[self.likes, self.changes][n % 2]) for n in range(30)]
        first, second = ids_on(self.page()), ids_on(self.page("?page=2"))
        self.assertEqual((len(first), len(second)), (25, 5))
        self.assertEqual({*first, *second}, {each.short_id for each in said})
        self.assertEqual(self.page("?page=3").status_code, 404)

    def test_count_threads_and_not_replies(self):
        for _ in range(THREADS_PER_PAGE):
            self.say(parent=self.say())
        self.assertEqual(len(ids_on(self.page())), 2 * THREADS_PER_PAGE)
        self.assertNotContains(self.page(), 'class="pages"')

    def test_a_discussion_without_words_has_one(self):
        self.assertContains(self.page("?page=1"), "Nobody has spoken yet.")


class Counts(ADiscussion):
    def test_say_what_they_count(self):
        first = self.say()
        self.say(parent=first)
        self.say()
        for visibility in (Visibility.WAITING, Visibility.GROUP, Visibility.HIDDEN):
            self.say(visibility=visibility)
        said = "3 contributions that anyone can read (threads: 2, replies: 1)."
        self.assertContains(self.page(), said)
        organiser = cast.client_of(cast.organiser())
        self.assertContains(self.page(browser=organiser), said)

    def test_are_the_same_whatever_is_filtered(self):
        self.say(language="ar")
        self.say()
        self.assertContains(self.page("?language=ar"), "2 contributions that anyone can read")


class Cost(ADiscussion):
    def queries(self, browser):
        self.page(browser=browser)
        with CaptureQueriesContext(connection) as asked:
            self.page(browser=browser)
        return len(asked)

    def test_nine_threads_with_nine_replies_ask_as_much_as_one(self):
        stranger, liaison = self.client, cast.client_of(cast.liaison("en"))
        self.say(parent=self.say(question=self.likes, part=self.part))
        before = [self.queries(browser) for browser in (stranger, liaison)]
        for _ in range(8):
            first = self.say(question=self.likes, part=self.part, author=cast.reader())
            for _ in range(9):
                self.say(parent=first, author=cast.reader())
            self.say(visibility=Visibility.WAITING, author=None, name="Guest")
        Stamp.objects.touch("talk")
        after = [self.queries(browser) for browser in (stranger, liaison)]
        self.assertEqual(before, after)
