"""In the writing room: saying why, splitting, merging, withdrawing, and where parts come from."""

from recommendations.freshness import states
from recommendations.models import ChangeReason, Lineage
from tests import make

from .preparing import ROOM, TheRoom


class SayingWhy(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()
        self.save("Another.")

    def test_in_english_and_in_the_language_of_the_page(self):
        address = self.address("reasons/").replace("/en/", "/de/")
        self.client.post(address, {"of": "q1", "english": "Because.", "other": "Darum."})
        reason = ChangeReason.objects.get(part__key="q1")
        self.assertEqual([reason.reason_en, reason.reason_de], ["Because.", "Darum."])
        self.assertContains(self.client.get(self.address()), "Because.")
        self.assertNotContains(self.client.get(ROOM), "without a reason")

    def states(self):
        part = self.draft().parts.get(key="q1")
        return states([part], ["de"])["part", part.pk, "text", "de"].kind

    def test_it_says_which_translations_are_behind(self):
        self.assertContains(self.client.get(self.address()), 'lang="de">Deutsch</bdi>')

    def test_where_only_the_wording_changed_translations_hold(self):
        self.assertEqual(self.states(), "behind")
        sent = {"of": "q1", "english": "A typing error.", "wording": "on"}
        self.client.post(self.address("reasons/"), sent)
        self.assertEqual(self.states(), "current")
        self.assertNotContains(self.client.get(self.address()), "Behind this text now")

    def test_a_later_change_leaves_them_behind_again(self):
        sent = {"of": "q1", "english": "A typing error.", "wording": "on"}
        self.client.post(self.address("reasons/"), sent)
        self.save("Quite another.", seen="Another.")
        self.assertEqual(self.states(), "behind")

    def test_title_and_summary_have_one_together(self):
        self.client.post(self.address("reasons/"), {"of": "", "english": "Because."})
        self.assertEqual(ChangeReason.objects.get().part, None)


class RearrangingByPage(TheRoom):
    def setUp(self):
        super().setUp()
        self.begin()

    def do(self, deed, **sent):
        return self.client.post(self.address("structure/"), {"deed": deed, **sent})

    def test_number_and_place(self):
        self.do("arrange", number="7", place="2", status="final")
        self.assertEqual([self.draft("7").position, self.draft("7").status], [2, "final"])

    def test_split_and_merge(self):
        part = self.draft().parts.get(key="q2")
        self.do("split", number="1A", title="Half", parts=[part.pk])
        self.assertEqual(self.draft("1A").parts.get().text_en, "Text 1 q2.")
        self.do("merge", others=[self.draft("1A").pk, self.draft("2").pk])
        self.assertEqual(self.next.recommendations.get().forerunners.count(), 2)

    def test_a_refusal_is_said(self):
        edge = Lineage.objects.get(later=self.draft())
        answer = self.do("let go", edge=edge.pk)
        self.assertContains(answer, "Withdraw it instead", status_code=400)

    def test_another_group_is_taken_up_by_its_short_id(self):
        other = make.recommendation(draft_set=make.draft_set(iteration=self.first.iteration))
        self.do("take up", code=other.code.lower())
        self.assertTrue(Lineage.objects.filter(earlier=other, later=self.draft()).exists())

    def test_drafts_of_others_are_not_known_here(self):
        secret = make.recommendation(draft_set=make.draft_set(published_at=None))
        answer = self.do("take up", code=secret.code)
        self.assertContains(answer, "There is no recommendation", status_code=400)

    def test_sources_of_a_part(self):
        old = self.old[0].parts.get(key="q2")
        self.do("sources", of="q1", earlier=[old.pk])
        found = self.draft().parts.get(key="q1").sources.values_list("earlier", flat=True)
        self.assertEqual(list(found), [old.pk])
