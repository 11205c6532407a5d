"""Addresses of publishing the next iteration, and of what it carries on from the one before."""

from django.urls import include, path

from .views import carried, overlaps, publishing, standing

# Of a recommendation: what came before it, and what was done with it.
carried_on = [
    path("earlier/", carried.earlier, name="earlier"),
    path("what-happened/", carried.what_happened, name="what_happened"),
]
next_iteration = [
    path("desk/groups/<slug:slug>/publish/", publishing.publish, name="publish"),
    path("iterations/<int:iteration>/<slug:group>/<slug:number>/", include(carried_on)),
    path("desk/groups/<slug:slug>/overlaps/", overlaps.overlaps, name="overlaps"),
    path("desk/groups/<slug:slug>/overlaps/<int:pk>/", overlaps.overlap, name="overlap"),
    path("mine/standing/", standing.standing, name="standing"),
    path("mine/standing/<int:pk>/anew/<slug:code>/", standing.anew, name="say_anew"),
]
