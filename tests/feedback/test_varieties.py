"""Regional kinds of a language reach the liaison of the language."""

from django.test import TestCase

from accounts.languages import BY_CODE, nearest
from feedback.models import Comment, Visibility
from feedback.models.rule import IN_ORDER
from feedback.permissions import may_decide_on
from feedback.varieties import in_languages
from tests import cast, make

KINDS = {
    "ar-eg": "ar", "en-gb": "en", "pt-pt": "pt", "pt-br": "pt-br", "pt-br-x-sp": "pt-br",
    "zh": "zh-hans", "zh-tw": "zh-hans", "zh-hans-cn": "zh-hans", "hi-latn": "hi",
    "arz": "arz", "sw": "sw", "sw-ke": "sw-ke", "es": "es",
}  # fmt: skip


class KindsOfALanguage(TestCase):
    def test_each_tag_is_a_kind_of_one_language(self):
        self.assertEqual({tag: nearest(tag) for tag in KINDS}, KINDS)
        self.assertEqual([nearest(code) for code in BY_CODE], list(BY_CODE))

    def test_the_database_finds_the_same(self):
        recommendation = make.recommendation()
        for tag in KINDS:
            make.comment(recommendation=recommendation, language=tag)

        for code in BY_CODE:
            found = Comment.objects.filter(in_languages([code]))
            wanted = {tag for tag, of in KINDS.items() if of == code}
            with self.subTest(code):
                self.assertEqual(set(found.values_list("language", flat=True)), wanted)

    def test_several_languages_are_found_at_once_and_none_finds_none(self):
        for tag in ("ar-eg", "fr", "es"):
            make.comment(language=tag)

        found = Comment.objects.filter(in_languages(["ar", "fr"]))
        self.assertEqual(found.count(), 2)
        self.assertEqual(Comment.objects.filter(in_languages([])).count(), 0)


class TheLiaisonOfALanguage(TestCase):
    def setUp(self):
        self.comment = make.comment(
            language="ar-eg", visibility=Visibility.WAITING, name="Amal"
        )  # fmt: skip

    def on_the_desk_of(self, person, search=""):
        page = cast.client_of(person).get(f"/en/desk/queue/{search}").context["page"]
        return [each.pk for each in page]

    def test_has_its_regional_kinds_on_the_desk(self):
        liaison = cast.liaison("ar")

        self.assertEqual(self.on_the_desk_of(liaison), [self.comment.pk])
        self.assertEqual(self.on_the_desk_of(liaison, "?language=ar-eg"), [self.comment.pk])
        self.assertEqual(self.on_the_desk_of(liaison, "?language=ar"), [])
        self.assertTrue(may_decide_on(liaison, self.comment))

    def test_can_choose_them_among_the_languages(self):
        page = cast.client_of(cast.liaison("ar", "fr")).get("/en/desk/queue/")

        choices = page.context["form"].fields["language"].widget.choices
        self.assertEqual([code for code, _ in choices], ["", "ar", "ar-eg", "fr"])

    def test_decides_on_them(self):
        make.rule(IN_ORDER)
        self.client.force_login(cast.liaison("ar"))

        answer = self.client.post(
            f"/en/c/{self.comment.slug}/decide/", {"kind": "approve", "version": 1}
        )  # fmt: skip

        self.assertEqual(answer.status_code, 302)
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.visibility, Visibility.PUBLIC)

    def test_covers_them_for_the_organisers(self):
        organiser = cast.organiser()
        before = self.on_the_desk_of(organiser, "?reach=left")
        cast.liaison("ar")

        after = self.on_the_desk_of(organiser, "?reach=left")
        self.assertEqual((before, after), ([self.comment.pk], []))

    def test_of_another_language_does_not_know_of_them(self):
        other = cast.liaison("es", "pt")
        cast.liaison("ar", "pt-br")
        make.comment(language="pt-br", visibility=Visibility.WAITING, name="Bia")

        self.assertEqual(self.on_the_desk_of(other), [])
        self.assertFalse(may_decide_on(other, self.comment))
        page = f"/en/c/{self.comment.slug}/decide/"
        self.assertEqual(cast.client_of(other).get(page).status_code, 404)
