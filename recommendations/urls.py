"""Addresses of the texts."""

from django.urls import include, path

from .views import history, pages, reading, search_engines

app_name = "recommendations"
one = [
    path("", reading.recommendation, name="recommendation"),
    path("history/", history.recommendation_history, name="recommendation_history"),
    path("history/difference/", history.difference, name="difference"),
    path("compare/", history.comparison, name="comparison"),
]
urlpatterns = [
    path("", reading.home, name="home"),
    path("robots.txt", search_engines.robots, name="robots"),
    path("sitemap.xml", search_engines.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:language>.xml",
        search_engines.sitemap_of_language,
        name="sitemap_of_language",
    ),
    path("favicon.ico", search_engines.favicon, name="favicon"),
    path("timeline/", reading.timeline, name="timeline"),
    path("iterations/<int:iteration>/", reading.iteration, name="iteration"),
    path(
        "iterations/<int:iteration>/history/", history.iteration_history, name="iteration_history"
    ),
    path("iterations/<int:iteration>/<slug:group>/<slug:number>/", include(one)),
    path("groups/<slug:slug>/", reading.group, name="group"),
    # Last: a page takes no address that the portal has.
    path("<slug:key>/", pages.page, name="page"),
]
