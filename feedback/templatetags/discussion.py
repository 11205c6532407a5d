"""What people say, on the pages of the texts: the tags through which the two rooms meet."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import permissions
from ..authorship import author_shown, renderer_label
from ..figures import (
    contributions_by_recommendation,
    discussion_counts,
    private_words,
)
from ..forms.filters import DiscussionFilter, clean_or_refuse, start_of_period
from ..models import Comment, Follow, Visibility
from ..people import has_page
from ..pictures.heat import heat_of_parts
from ..rendered import shown
from ..threads import discussion as load_discussion
from ..threads import newest as load_newest

register = template.Library()

RECENT_DAYS = 30
RECENT_SHOWN = 10


@register.simple_tag(takes_context=True)
def discussion(context, target, parts=()):
    """``{% discussion recommendation parts as talk %}``: a page of threads, its filters, counts."""
    request = context["request"]
    said = Comment.objects.about(target)
    languages = sorted(said.readable().values_list("language", flat=True).distinct().order_by())
    linked = context.get("linked")
    form = DiscussionFilter({} if linked else request.GET, parts=parts, languages=languages)
    values = clean_or_refuse(form)
    talk = load_discussion(target, request.user, values, values["page"], linked)
    narrowing = ("question", "part", "language", "unanswered", "answer")
    return {
        "form": form,
        "page": talk.page,
        "threads": talk.threads,
        "is_by_question": talk.is_by_question,
        "is_narrowed": any(values.get(name) for name in narrowing),
        "counts": discussion_counts(said),
    }


@register.simple_tag
def who_and_where(comment, place):
    """A contribution in one sentence without its words, which may be hidden one day."""
    said = {"id": comment.short_id, "place": place}
    if comment.visibility == Visibility.PUBLIC:
        return _("%(name)s on “%(place)s”: contribution %(id)s") % {
            "name": author_shown(comment),
            **said,
        }
    return _("Contribution %(id)s on “%(place)s”") % said


@register.simple_tag(takes_context=True)
def newest(context, limit):
    """What was said last on the whole portal."""
    return load_newest(context["request"].user, limit)


@register.simple_tag(takes_context=True)
def recent_of_group(context, group):
    """What was said in the last thirty days on the drafts of a group, and since when."""
    since = start_of_period(RECENT_DAYS)
    user = context["request"].user
    found = load_newest(user, RECENT_SHOWN, draft_set__group=group, stored_at__gte=since)
    return {"comments": found, "since": since.date(), "days": RECENT_DAYS}


@register.simple_tag
def contribution_counts(iteration=None, group=None):
    """Contributions per recommendation, for ``{{ counts|of:recommendation }}``."""
    return contributions_by_recommendation(iteration=iteration, group=group)


@register.simple_tag
def private_counts(iteration=None, sets=()):
    """How many contributions of these iterations are not public, as far as that may be told."""
    return private_words([iteration] if iteration else {each.iteration_id for each in sets})


@register.simple_tag
def part_heat(recommendation):
    """How much was said on each part, for ``{{ heats|of:part }}``."""
    return heat_of_parts(recommendation)


@register.simple_tag
def public_page(person):
    """The address of a person's page, empty where they did nothing in public yet."""
    return reverse("feedback:person", args=[person.name]) if has_page(person) else ""


@register.simple_tag
def renderings_for_reader(comment, with_english=False):
    """What stands under words: in the reading language, and in English for a working group."""
    return shown(comment, with_english=with_english or getattr(comment, "with_english", False))


@register.simple_tag
def renderer(rendering, comment):
    """The name of whoever put words into another language, as everybody may know it."""
    return renderer_label(rendering, comment)


@register.simple_tag(takes_context=True)
def group_desk(context, group):
    """The address of the group's desk, for those who work there; empty for everybody else."""
    may_enter = permissions.may_analyse(context["request"].user, group.slug)
    return reverse("feedback:group_desk", args=[group.slug]) if may_enter else ""


@register.simple_tag(takes_context=True)
def is_followed(context, about, key):
    """Whether the viewer follows this; of strangers, whose pages are all the same, never."""
    user = context["request"].user
    if not user.is_authenticated:
        return False
    return Follow.objects.filter(person=user, about=about, key=key).exists()


@register.filter
def of(counts, row):
    """One figure of a table of counts; 0 where nobody has spoken."""
    return counts.get(row.pk, 0)


@register.simple_tag(takes_context=True)
def with_query(context, **changes):
    """This page's address with other values of the filter."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
