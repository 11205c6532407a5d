"""How a link to a page looks in a chat: title, description and picture, in the page's language."""

from datetime import timedelta

from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone
from lxml import html

from accounts.languages import tag
from accounts.templatetags.head import LONGEST, shortened
from feedback.actions.moderate import decide
from feedback.actions.participate import withdraw
from feedback.models import Decision, Visibility
from tests import cast, make


class Pasted(TestCase):
    def setUp(self):
        cache.clear()

    def look(self, address):
        """What a chat shows of a link."""
        page = html.fromstring(self.client.get(address).content)
        metas = page.xpath("//head/meta[@content]")
        return {each.get("property") or each.get("name"): each.get("content") for each in metas}


class ALinkToARecommendation(Pasted):
    def look_at(self, recommendation, language="en"):
        iteration = recommendation.draft_set.iteration.number
        group = recommendation.draft_set.group.slug
        return self.look(f"/{language}/iterations/{iteration}/{group}/{recommendation.number}/")

    def test_says_its_title_and_its_summary(self):
        look = self.look_at(make.recommendation(code="DV1-9", summary_en="Terms & <licences>."))
        self.assertEqual(look["og:title"], f"DV1-9 {make.TITLE}")
        self.assertEqual(look["og:description"], "Terms & <licences>.")
        self.assertEqual(look["description"], look["og:description"])
        self.assertEqual((look["og:type"], look["og:locale"]), ("article", "en_US"))

    def test_speaks_the_language_of_the_link(self):
        thing = make.recommendation(title_hi="खुले लाइसेंस", summary_hi="सबके लिए ज्ञान।")
        look = self.look_at(thing, "hi")
        self.assertEqual(look["og:title"], f"{thing.code} खुले लाइसेंस")
        self.assertEqual((look["og:description"], look["og:locale"]), ("सबके लिए ज्ञान।", "hi_IN"))

    def test_without_a_summary_says_how_the_full_version_begins(self):
        part = make.part(
            recommendation=make.recommendation(summary_en=""),
            text_en="We *recommend* R&D:\n\n- a review" + " of all terms" * 30,
        )
        said = self.look_at(part.recommendation)["og:description"]
        self.assertEqual(said[:40], "We recommend R&D: a review of all terms ")
        self.assertLessEqual(len(said), LONGEST)

    def test_with_its_title_only_invites_to_speak(self):
        said = self.look_at(make.recommendation(summary_en=""))["og:description"]
        self.assertTrue(said.startswith(f"{make.TITLE}: "), said)

    def test_shows_a_picture_that_is_there(self):
        look = self.look_at(make.recommendation())
        self.assertEqual((look["og:image:width"], look["og:image:height"]), ("1200", "630"))
        self.assertEqual(look["twitter:card"], "summary_large_image")
        picture = self.client.get(look["og:image"])
        self.assertEqual(picture.headers["Content-Type"], "image/png")
        self.assertEqual(size_of(b"".join(picture)), (1200, 630))


class ALinkToAComment(Pasted):
    @classmethod
    def setUpTestData(cls):
        cls.recommendation = make.recommendation()

    def say(self, **over):
        over.setdefault("recommendation", self.recommendation)
        return make.comment(body="Words like kanari.", **over)

    def look_at(self, comment):
        look = self.look(f"/en/c/{comment.slug}/")
        self.assertNotIn("kanari", str(look))
        self.assertEqual(look["og:url"], f"http://testserver/en/c/{comment.slug}/")
        return look["og:title"], look["og:description"]

    def test_says_who_spoke_and_where_without_the_words(self):
        comment = self.say(author=cast.reader(name="Amina"))
        title, description = self.look_at(comment)
        self.assertEqual(title, f"{comment.short_id} · {make.TITLE}")
        self.assertEqual(description, f"Amina on “{make.TITLE}”: contribution {comment.short_id}")

    def test_tells_that_a_guest_has_not_signed_in(self):
        _title, description = self.look_at(self.say(name="Amina"))
        self.assertTrue(description.startswith("Amina (not signed in) on"), description)

    def test_names_nobody_whose_name_or_words_are_not_public(self):
        now = timezone.now()
        hidden, withdrawn = self.say(author=make.person(name="Zora")), self.say(name="Zora")
        for comment in (hidden, withdrawn):
            self.assertIn("Zora", self.look_at(comment)[1])
            self.say(parent=comment, said_at=now + timedelta(minutes=1))
        decide(
            hidden, Decision.Kind.HIDE, by=cast.liaison("en"), rule=make.rule(), reason="A rule."
        )
        withdraw(withdrawn)
        unnamed = self.say(author=make.person(name="Zora too"), visibility=Visibility.UNNAMED)
        for comment in (hidden, withdrawn, unnamed):
            with self.subTest(comment.visibility):
                _title, description = self.look_at(comment)
                self.assertEqual(description, f"Contribution {comment.short_id} on “{make.TITLE}”")

    def test_on_the_drafts_as_a_whole_names_the_group_or_the_iteration(self):
        group, everybody = make.draft_set(), make.draft_set(group=None)
        for place, name in [(group, group.group.name), (everybody, everybody.iteration.title)]:
            remark = self.say(recommendation=None, draft_set=place, author=cast.reader(name=name))
            title, description = self.look_at(remark)
            self.assertEqual(title, f"{remark.short_id} · {name}")
            self.assertIn(f"on “{name}”", description)


class ADescription(TestCase):
    def test_ends_with_a_word_where_words_have_ends(self):
        self.assertEqual(shortened("short"), "short")
        cut = shortened("knowledge " * 40)
        self.assertTrue(cut.endswith("knowledge…"), cut)
        self.assertEqual(len(shortened("知識" * 300)), LONGEST)

    def test_has_its_language_s_code_in_the_form_of_the_web(self):
        found = [tag(code) for code in ("en", "pt-br", "zh-hans")]
        self.assertEqual(found, ["en", "pt-BR", "zh-Hans"])

    def test_is_a_sentence_on_pages_that_have_none_of_their_own(self):
        page = html.fromstring(self.client.get("/ar/accounts/login/").content)
        [said] = page.xpath("//meta[@name='description']/@content")
        self.assertIn("التوصيات", said)


def size_of(png):
    """Width and height as the file says."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
