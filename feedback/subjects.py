"""What can be followed: found by its key, and named in the reading language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html

from accounts.languages import BY_CODE, autonym
from recommendations.models import Recommendation, WorkingGroup
from recommendations.templatetags.wording import marked, wording_of

from .models import DELIVERED, Comment, Follow
from .threads import with_texts

About = Follow.About


@dataclass(frozen=True)
class Subject:
    """One thing that can be followed; without a thing, where it can no longer be read."""

    about: str
    key: str
    thing: Any = None

    @property
    def address(self) -> str:
        """Where it is read."""
        if self.about == About.LANGUAGE:
            return f"{reverse('feedback:recent')}?language={self.key}"
        return self.thing.get_absolute_url() if self.thing else ""

    @property
    def text(self) -> str:
        """Its name, as letters have it."""
        return _named(self, lambda wording: wording.text, lambda *parts: " ".join(parts))

    @property
    def html(self) -> str:
        """Its name, as pages have it: each piece in its own language."""
        return _named(self, marked, lambda id_, name: format_html("<bdi>{}</bdi> {}", id_, name))


def _named(subject: Subject, tell, join):
    match subject.about, subject.thing:
        case About.LANGUAGE, _:
            return autonym(subject.key)
        case _, None:
            return subject.key
        case About.RECOMMENDATION, thing:
            return join(thing.code, tell(wording_of(thing, "title")))
        case About.GROUP, thing:
            return tell(wording_of(thing, "name"))
        case _, thing:
            return join(thing.short_id, tell(_wording_of_place(thing)))


def _wording_of_place(comment: Comment):
    if comment.recommendation:
        return wording_of(comment.recommendation, "title")
    named = comment.draft_set.group or comment.draft_set.iteration
    return wording_of(named, "name" if comment.draft_set.group else "title")


def place_of(comment: Comment) -> str:
    """What a comment is about, as letters have it."""
    return _wording_of_place(comment).text


def subject_or_404(about: str, key: str, user) -> Subject:
    """A thing that this person may know of, to be followed."""
    found = _things(about, [key], user).get(key)
    if found is None:
        raise Http404
    return Subject(about, key, found)


def name_of(follow: Follow, user) -> str:
    """The name of what somebody follows, as letters have it."""
    thing = _things(follow.about, [follow.key], user).get(follow.key)
    return Subject(follow.about, follow.key, thing).text


def subjects_followed(follows: Iterable[Follow], user) -> list[Subject]:
    """What is followed, in the same order; one look-up for each kind of thing."""
    keys = defaultdict(list)
    for follow in follows:
        keys[follow.about].append(follow.key)
    things = {about: _things(about, wanted, user) for about, wanted in keys.items()}
    return [Subject(f.about, f.key, things[f.about].get(f.key)) for f in follows]


def _things(about: str, keys: list[str], user) -> dict[str, Any]:
    """By their keys: those that are there, and may be known to this person."""
    found: Any
    match about:
        case About.LANGUAGE:
            return {key: BY_CODE[key] for key in keys if key in BY_CODE}
        case About.RECOMMENDATION:
            found = Recommendation.objects.visible_to(user).for_page().filter(code__in=keys)
            return {each.code: each for each in found}
        case About.GROUP:
            found = WorkingGroup.objects.in_language().filter(slug__in=keys)
        case About.THREAD:
            found = with_texts(
                Comment.objects.visible_to(user).filter(visibility__in=DELIVERED).threads()
            )
            found = found.filter(slug__in=keys)
        case _:
            return {}
    return {each.slug: each for each in found}
