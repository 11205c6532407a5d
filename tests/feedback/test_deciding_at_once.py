"""Two liaisons who press their buttons in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import TransactionTestCase

from feedback.actions.moderate import AlreadyDecidedError, decide
from feedback.models import Comment, Decision, Visibility
from tests import cast, make


class DecidingAtTheSameMoment(TransactionTestCase):
    def test_one_decision_is_made_and_the_other_liaison_learns_of_it(self):
        comment = make.comment(visibility=Visibility.WAITING)
        start = Barrier(2)

        def press(kind, by):
            mine = Comment.objects.select_related("draft_set").get(pk=comment.pk)
            start.wait(timeout=20)
            try:
                return decide(mine, kind, by=by, rule=make.rule(), reason="So I see it.").kind
            except AlreadyDecidedError:
                return "overtaken"
            finally:
                connection.close()

        pairs = [(Decision.Kind.APPROVE, cast.organiser())] * 2
        with ThreadPoolExecutor(2) as threads:
            results = list(threads.map(lambda pair: press(*pair), pairs))

        self.assertEqual(sorted(results), ["approve", "overtaken"])
        self.assertEqual(Decision.objects.count(), 1)
