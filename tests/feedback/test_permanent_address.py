"""Every comment, recommendation and part shows the address to give to others."""

from django.test import TestCase, override_settings

from tests import make


@override_settings(BASE_URL="https://portal.example")
class PermanentAddress(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.part = make.part()
        cls.comment = make.comment(recommendation=cls.part.recommendation)
        cls.page = cls.part.recommendation.get_absolute_url().removeprefix("/")

    def addresses(self, language):
        page = self.client.get(f"/{language}/{self.page}").content.decode()
        return [each.partition("</code>")[0] for each in page.split('<code dir="ltr">')[1:]]

    def test_is_whole_and_the_same_in_every_language(self):
        expected = [
            f"https://portal.example/{self.page}",
            f"https://portal.example/{self.page}#{self.part.key}",
            f"https://portal.example/c/{self.comment.slug}/",
        ]
        for language in ("en", "ar"):
            with self.subTest(language):
                self.assertEqual(self.addresses(language), expected)

    def test_leads_everyone_to_the_page_in_their_own_language(self):
        answer = self.client.get(f"/c/{self.comment.slug}/", headers={"Accept-Language": "hi"})
        self.assertRedirects(answer, f"/hi/c/{self.comment.slug}/", fetch_redirect_response=False)
