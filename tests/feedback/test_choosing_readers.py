"""Who may read one's own words, chosen anew: it holds at once, and there is no way back."""

from django.core.cache import cache
from django.test import Client, TestCase, override_settings

from feedback.actions.participate import EditConflictError
from feedback.actions.readers import choices_left, choose_readers
from feedback.models import Comment, Export, IndexedText, Visibility
from tests import cast, make

V = Visibility
CACHED = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


class ChoosingReaders(TestCase):
    def setUp(self):
        cache.clear()
        self.group = make.group()
        self.recommendation = make.recommendation(draft_set=make.draft_set(group=self.group))
        self.author = cast.reader(name="Nadia")
        self.words = self.say(author=self.author)
        self.browser = cast.client_of(self.author)

    def say(self, **over):
        over.setdefault("body", "Wordsofnadia stand here.")
        over.setdefault("visibility", V.PUBLIC)
        over.setdefault("chosen_visibility", over["visibility"])
        return make.comment(recommendation=self.recommendation, language="ar", **over)

    def choose(self, chosen, browser=None, **values):
        address = f"/en/c/{self.words.slug}/readers/"
        values = {"seen": self.words.chosen_visibility, "chosen": chosen.value, **values}
        return (browser or self.browser).post(address, values)

    def stored(self):
        self.words.refresh_from_db()
        return self.words.visibility, self.words.chosen_visibility

    def test_its_author_hides_the_name(self):
        self.assertEqual(self.choose(V.UNNAMED).status_code, 302)
        self.assertEqual(self.stored(), (V.UNNAMED, V.UNNAMED))

    def test_its_author_takes_it_from_the_public(self):
        self.assertEqual(self.choose(V.GROUP).status_code, 302)
        self.assertEqual(self.stored(), (V.GROUP, V.GROUP))

    def test_nobody_else_does(self):
        for who in (cast.liaison("ar"), cast.member(self.group), cast.organiser(), cast.reader()):
            with self.subTest(who.name):
                response = self.choose(V.GROUP, cast.client_of(who))
                self.assertEqual(response.status_code, 403)
        self.assertEqual(self.stored(), (V.PUBLIC, V.PUBLIC))

    def test_a_name_can_come_back_and_private_words_cannot(self):
        self.assertEqual(choices_left(self.words), [V.UNNAMED, V.GROUP])
        self.choose(V.UNNAMED)
        self.stored()
        self.choose(V.PUBLIC)
        self.assertEqual(self.stored(), (V.PUBLIC, V.PUBLIC))
        self.choose(V.GROUP)
        self.stored()
        for chosen in (V.PUBLIC, V.UNNAMED):
            with self.subTest(chosen):
                self.assertEqual(self.choose(chosen).status_code, 400)
                self.assertEqual(self.stored(), (V.GROUP, V.GROUP))
        with self.assertRaises(EditConflictError):
            choose_readers(self.words, V.PUBLIC, seen=V.GROUP)

    def test_a_guests_hidden_name_does_not_come_out(self):
        guests = self.say(author=None, name="Amina", visibility=V.UNNAMED)
        self.assertEqual(choices_left(guests), [V.GROUP])

    def test_words_that_wait_go_on_waiting(self):
        Comment.objects.update(visibility=V.WAITING)
        self.choose(V.GROUP)
        self.assertEqual(self.stored(), (V.WAITING, V.GROUP))

    def test_what_was_chosen_in_another_window_is_not_overwritten(self):
        self.choose(V.UNNAMED)
        self.stored()
        response = self.choose(V.GROUP, seen=V.PUBLIC.value)
        self.assertContains(response, "Nothing was done now", status_code=409)
        self.assertEqual(self.stored(), (V.UNNAMED, V.UNNAMED))

    def test_without_an_account_it_is_done_by_the_secret_address(self):
        send = make.submission(secret="key-of-amina")
        self.words = self.say(author=None, name="Amina", submission=send)
        address = f"/en/receipt/secret/key-of-amina/readers/{self.words.slug}/"
        self.client.post(address, {"seen": "public", "chosen": "group"})
        self.assertEqual(self.stored(), (V.GROUP, V.GROUP))

    @override_settings(CACHES=CACHED)
    def test_the_words_vanish_everywhere_at_once(self):
        reply = make.comment(parent=self.words, body="A reply that stays.")
        base = self.recommendation.get_absolute_url().replace("/", "/en/", 1)
        places = [base, f"{base}feed/", "/en/recent/", "/en/recent/feed/", "/en/people/Nadia/"]
        places += ["/en/search/?q=wordsofnadia", f"/en/c/{self.words.slug}/", "/en/"]
        places += [f"/en/c/{self.words.slug}/{page}/" for page in ("history", "text")]
        stranger = Client()
        for place in places[:-1]:
            with self.subTest(place):
                self.assertContains(stranger.get(place), "ordsofnadia")
        self.choose(V.GROUP)
        for place in places:
            with self.subTest(place):
                self.assertNotIn("Wordsofnadia", stranger.get(place).content.decode())
        page = stranger.get(f"/en/c/{self.words.slug}/")
        self.assertContains(page, "Its author has taken these words from the public.")
        self.assertContains(page, reply.body)

    def test_the_name_vanishes_everywhere_at_once(self):
        base = self.recommendation.get_absolute_url().replace("/", "/en/", 1)
        places = [base, f"{base}feed/", "/en/recent/", "/en/recent/feed/"]
        places += ["/en/search/?q=wordsofnadia", f"/en/c/{self.words.slug}/"]
        stranger = Client()
        for place in places:
            with self.subTest(place):
                self.assertContains(stranger.get(place), "Nadia")
        self.assertEqual(stranger.get("/en/people/Nadia/").status_code, 200)
        self.choose(V.UNNAMED)
        for place in places:
            with self.subTest(place):
                self.assertNotContains(stranger.get(place), "Nadia")
        self.assertEqual(stranger.get("/en/people/Nadia/").status_code, 404)

    def test_files_that_hold_it_are_no_longer_kept(self):
        made = {"draft_set": self.words.draft_set, "language": "en", "base_url": "http://x"}
        export = Export.objects.create(
            requested_by=cast.member(self.group),
            requested_at=self.words.said_at,
            state=Export.State.READY,
            file_name="with-the-name.csv",
            **made,
        )
        self.choose(V.UNNAMED)
        export.refresh_from_db()
        self.assertEqual(export.state, Export.State.REMOVED)

    def test_the_circle_still_reads_and_finds_it(self):
        self.choose(V.GROUP)
        member = cast.client_of(cast.member(self.group))
        self.assertContains(member.get(f"/en/c/{self.words.slug}/"), "Wordsofnadia")
        self.assertContains(member.get("/en/search/?q=wordsofnadia"), self.words.short_id)
        self.assertTrue(IndexedText.objects.filter(object_id=self.words.pk).exists())

    def test_words_that_never_were_public_keep_no_place(self):
        self.words = self.say(author=self.author, visibility=V.GROUP)
        self.assertEqual(Client().get(f"/en/c/{self.words.slug}/").status_code, 404)
