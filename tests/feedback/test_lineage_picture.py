"""The picture of what became of recommendations in the next iteration."""

import csv

from django.test import TestCase

from recommendations.models import Lineage
from tests import make


class TheFlow(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.group, cls.other = make.group(slug="diversity"), make.group(slug="health")
        rounds = [make.iteration(number=1), make.iteration(number=2)]
        sets = {
            (group.slug, each.number): make.draft_set(group=group, iteration=each)
            for group in (cls.group, cls.other)
            for each in rounds
        }
        first, cls.kept, cls.lost, cls.gone = (
            make.recommendation(draft_set=sets["diversity", 1]) for _ in range(4)
        )
        cls.new = make.recommendation(draft_set=sets["diversity", 2])
        cls.merged = make.recommendation(draft_set=sets["diversity", 2])
        cls.elsewhere = make.recommendation(draft_set=sets["health", 2])
        make.recommendation(draft_set=sets["health", 1])
        for earlier, later in (
            (first, cls.merged),
            (cls.kept, cls.merged),
            (cls.kept, cls.elsewhere),
        ):
            Lineage.objects.create(earlier=earlier, later=later)
        Lineage.objects.create(earlier=cls.gone, later=None, kind="withdrawn")

    def flows(self, language="en"):
        self.asked = getattr(self, "asked", 0) + 1  # a kept page has no context
        response = self.client.get(f"/{language}/figures/1/lineage/?{self.asked}")
        return {flow.group.slug: flow for flow in response.context["flows"]}

    def edges(self, flow):
        return {(band.edge.earlier.code, band.edge.later.code) for band in flow.bands}

    def test_a_group_sees_all_its_edges_those_to_other_groups_too(self):
        flow = self.flows()["diversity"]
        self.assertEqual(len(self.edges(flow)), 3)
        self.assertIn(self.elsewhere, [node.recommendation for node in flow.later])
        self.assertEqual(len(self.edges(self.flows()["health"])), 1)

    def test_what_has_no_known_successor_stands_alone(self):
        alone = [n.recommendation for n in self.flows()["diversity"].earlier if not n.is_linked]
        self.assertEqual(alone, [self.lost])

    def test_a_withdrawal_is_said(self):
        gone = [edge.earlier for edge in self.flows()["diversity"].gone]
        self.assertEqual(gone, [self.gone])

    def test_it_runs_from_right_to_left_where_the_page_does(self):
        for language, runs_right in (("en", True), ("ar", False)):
            flow = self.flows(language)["diversity"]
            self.assertEqual(flow.earlier[0].x < flow.later[0].x, runs_right)

    def test_as_a_file_every_edge_stands_once(self):
        response = self.client.get("/en/figures/1/lineage.csv")
        lines = list(csv.reader(response.content.decode("utf-8-sig").splitlines()))[1:]
        linked = [line for line in lines if line[1]]
        self.assertEqual(len(linked), 3)
        self.assertIn([self.gone.code, "", "withdrawn", "group"], lines)

    def test_the_last_iteration_has_no_such_page(self):
        self.assertEqual(self.client.get("/en/figures/2/lineage/").status_code, 404)
