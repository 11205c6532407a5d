"""Asking the search as a browser does, and reading what it found."""

from django.urls import reverse
from django.utils.http import urlencode

from accounts.languages import spoken


class Searching:
    """``self.find("council")``: the things that were found, as the page lists them."""

    def get(self, query, browser=None, reading="en", **filters):
        with spoken(reading):
            address = reverse("feedback:search")
        return (browser or self.client).get(f"{address}?{urlencode({'q': query, **filters})}")

    def page(self, query, browser=None, **filters):
        answer = self.get(query, browser, **filters)
        self.assertEqual(answer.status_code, 200)
        return answer

    def find(self, query, browser=None, **filters):
        found = self.page(query, browser, **filters).context.get("found")
        return [hit.thing for hit in found.hits] if found else []
