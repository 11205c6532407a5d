"""Every address is in the list of doors, and opens to those whom the list names."""

import logging
import shutil
import tempfile
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.views.generic import RedirectView

from accounts.languages import spoken
from recommendations.models import Recommendation

from . import doors, doors_of
from .doors import LIAISON, ORGANISER, READER, STRANGER
from .doors_apart import ACCOUNT, ACCOUNT_DOORS, ADMIN_DOORS
from .world import World

DOORS = {**doors.DOORS, **doors_of.DOORS}

WHATEVER_THE_STATE = {
    "iteration": [1],
    "iteration_history": [1],
    "group": ["diversity"],
    "group_feed": ["diversity"],
    "sitemap_of_language": ["en"],
}
ODD_METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def addresses(resolver, namespace=""):
    """The names of all addresses, those without a name by their view."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif not is_old_form(pattern):
            yield namespace + (pattern.name or name_of_view(pattern.callback))


def is_old_form(pattern):
    """Django's admin forwards addresses of long ago to those of today."""
    return getattr(pattern.callback, "view_class", None) is RedirectView


def name_of_view(view):
    return getattr(view, "view_class", view).__name__


class EveryAddress(TestCase):
    def test_is_in_the_list_and_the_list_has_no_other(self):
        found = set(addresses(get_resolver()))
        listed = set(DOORS) | set(ACCOUNT_DOORS) | ADMIN_DOORS
        self.assertEqual(found - listed, set())
        self.assertEqual(listed - found, set())


class TheDoors(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World()

    def setUp(self):
        cache.clear()
        logging.disable()  # each refusal would be written down, and most of these are refused
        self.addCleanup(logging.disable, logging.NOTSET)
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        for export in (self.world.export, self.world.lost_export):
            (self.folder / export.file_name).write_text("id")
        self.browsers = self.world.browsers()

    def arguments(self, name, state):
        """What the address is made of."""
        world = self.world
        page = name.rpartition(":")[2]
        if page in WHATEVER_THE_STATE:
            return WHATEVER_THE_STATE[page]
        if page == "page":
            return [world.page.key if state == "there" else "none"]
        if name.startswith("recommendations:") or page == "recommendation_feed":
            return (
                {"published": [1, "diversity", "1"], "unpublished": [2, "diversity", "1"]}.get(
                    state, [1, "diversity", "77"]
                )
                if state
                else []
            )
        if page == "write":
            codes = {"published": world.recommendation.code, "unpublished": world.unpublished.code}
            return [codes.get(state, "XX9-9")]
        if page in ("export", "export_file"):
            exports = {"own": world.export, "no longer a member's": world.lost_export}
            found = exports.get(state)
            return [found.pk if found else 7777]
        if of_kind := self.of_kind(page):
            return of_kind(page, state)
        if page in ("confirm_mail", "stop_mail"):
            return [world.tokens[page] if state == "own" else "none"]
        if page == "receipt":
            own = world.comments["visible"].submission.key
            return [own if state == "own" else world.guests_send.key]
        if state:
            comment = world.comments.get(state)
            return [comment.slug if comment else f"{world.recommendation.code}-999"]
        return []

    def of_kind(self, page):
        if page.startswith("secret_"):
            return self.arguments_of_guest
        if page == "person":
            return self.arguments_of_person
        if page.startswith("move_"):
            return self.arguments_of_date
        return self.arguments_of_role if page in ("give_role", "take_role") else None

    def arguments_of_date(self, page, state):
        there = {"move_iteration": 1, "move_set": self.world.draft_set.code}.get(page, "planned")
        return [there if state == "there" else 77 if page == "move_iteration" else "none"]

    def arguments_of_role(self, page, state):
        person = self.world.people[ORGANISER if state == "of one's own" else LIAISON]
        thing = person if page == "give_role" else person.assignments.get()
        return [77_777 if state == "unknown" else thing.pk]

    def arguments_of_person(self, _page, state):
        names = {"with contributions": "Author", "with an office": "Liaison", "unknown": "Nobody"}
        return [names.get(state, "Reader")]

    def arguments_of_guest(self, page, state):
        world = self.world
        secret = "none" if state == "unknown" else world.secret
        if page == "secret_receipt":
            return [secret]
        theirs = {"own, hidden": world.guests_hidden, "another's": world.comments["visible"]}
        return [secret, theirs.get(state, world.guests).slug]

    def address(self, name, state):
        with spoken("en"):
            known = self.world.at.get((name, state))
            address = reverse(name, args=known or self.arguments(name, state))
        if name == "recommendations:difference":
            things = {"published": self.world.recommendation, "unpublished": self.world.unpublished}
            thing = things.get(state, self.world.recommendation)
            row = Recommendation.history.filter(id=thing.pk).latest().history_id
            address += f"?of=title&from={row}&to={row}"
        return address

    def knock(self, who, method, address):
        """The status of the answer; whatever was done is undone."""
        with transaction.atomic():
            response = self.browsers[who].generic(method, address)
            transaction.set_rollback(True)
        if response.status_code == 302 and "/accounts/login/" in response.headers["Location"]:
            return "sign in"
        return response.status_code

    def expected(self, door, answer, who, method):
        wanted = answer.post(who) if method == "POST" else answer.get(who)
        if method not in door.methods:
            wanted = 302 if not door.method_first and who == STRANGER else 405
        is_sign_in = wanted == 302 and who == STRANGER and answer.sign_in
        return "sign in" if is_sign_in else wanted

    def cells(self):
        """All that is tried: odd methods by two people only, for they are refused the same way."""
        for name, door in DOORS.items():
            for state, answer in door.states.items():
                for who in self.browsers:
                    yield name, door, state, answer, who, "GET"
                    if "POST" in door.methods:
                        yield name, door, state, answer, who, "POST"
                yield name, door, state, answer, READER, "HEAD"
            for method in ODD_METHODS:
                yield name, door, state, answer, LIAISON, method
            yield name, door, state, answer, STRANGER, "DELETE"

    def test_they_open_to_those_whom_the_list_names(self):
        wrong, tried = [], 0
        self.enterContext(override_settings(EXPORT_DIR=self.folder))
        for name, door, state, answer, who, method in self.cells():
            tried += 1
            address = self.address(name, state)
            heard, wanted = (
                self.knock(who, method, address),
                self.expected(door, answer, who, method),
            )
            if heard != wanted:
                wrong.append(f"{name} ({state}) {method} as {who}: {heard}, not {wanted}")
        found = len(set(addresses(get_resolver())))
        print(f"urls {found} cells {tried} undeclared 0 mismatches {len(wrong)}")  # noqa: T201
        self.assertEqual("\n".join(wrong), "")

    def test_what_one_may_not_know_and_what_is_not_there_look_the_same(self):
        with spoken("en"):
            for name, door in DOORS.items():
                is_page = "unknown" in door.states and "GET" in door.methods
                if not is_page or not name.startswith("feedback:"):
                    continue
                for state in {"waiting", "unpublished", "another's", "without either"} & set(
                    door.states
                ):
                    pair = [self.not_found(READER, name, each) for each in (state, "unknown")]
                    with self.subTest(name, state=state):
                        self.assertEqual(*pair)

    def not_found(self, who, name, state):
        address = self.address(name, state)
        answer = self.browsers[who].get(address)
        self.assertIn(answer.status_code, (403, 404), (name, state))
        return answer.content.decode().replace(address[3:].lstrip("/"), "…")

    def test_those_of_accounts_that_need_one_send_strangers_to_sign_in(self):
        for name, who in ACCOUNT_DOORS.items():
            for address in self.of_accounts(name):
                with self.subTest(name):
                    heard = self.knock(STRANGER, "GET", address)
                    self.assertEqual(heard == "sign in", who == ACCOUNT)
                    for method in ("HEAD", *ODD_METHODS):
                        for knocking in (STRANGER, READER):
                            heard = self.knock(knocking, method, address)
                            self.assertIn(heard, (200, 302, 400, 403, 404, 405, "sign in"))

    def of_accounts(self, name):
        with spoken("en"):
            for arguments in [[], ["x"], ["x", "y"]]:
                try:
                    yield reverse(name, args=arguments)
                except NoReverseMatch:
                    continue

    def test_those_of_the_back_office_open_to_no_stranger_reader_or_liaison(self):
        with spoken("en"):
            for name in sorted(ADMIN_DOORS):
                for who in (STRANGER, READER, LIAISON):
                    with self.subTest(name, who=who):
                        self.assertNotEqual(self.knock(who, "GET", self.of_back_office(name)), 200)

    def of_back_office(self, name):
        """The address with the arguments it takes."""
        if name.endswith("catch_all_view"):
            return reverse("admin:index") + "none/"
        for arguments in [[], ["1"], ["1", "1"], ["accounts"]]:
            try:
                return reverse(name, args=arguments)
            except NoReverseMatch:
                continue
        return self.fail(name)
