"""A name beside people's words follows its owner."""

from django.test import TestCase

from tests import cast, make


class ChangingOnesName(TestCase):
    def test_pages_that_were_kept_show_the_new_name(self):
        author = make.person(name="Old name")
        comment = make.comment(author=author)
        page = comment.recommendation.get_absolute_url().replace("/", "/en/", 1)
        self.assertContains(self.client.get(page), "Old name")

        author.name = "New name"
        author.save(update_fields=["name"])

        self.assertContains(self.client.get(page), "New name")
        self.assertNotContains(self.client.get(page), "Old name")

    def test_signing_in_leaves_the_kept_pages_alone(self):
        author = cast.reader()
        page = "/en/recent/"
        make.comment(author=author)
        first = self.client.get(page).headers["ETag"]
        cast.client_of(author)
        self.assertEqual(self.client.get(page).headers["ETag"], first)
