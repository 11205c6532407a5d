"""What somebody who is blocked meets on pages for writing: until when, why, what is left."""

from functools import wraps

from django.shortcuts import render
from django.utils import timezone

from recommendations.models.translated import texts_of

from .models import Block


def block_on(person) -> Block | None:
    """The block that lasts longest."""
    found = Block.objects.in_force(timezone.now()).filter(person=person)
    named = found.select_related("decision__comment").order_by("-until")
    return named.prefetch_related(*texts_of(Block, "decision__rule")).first()


def unless_blocked(view):
    """Around a view on which people write."""

    @wraps(view)
    def page(request, *args, **kwargs):
        block = block_on(request.user) if request.user.is_authenticated else None
        if block is None:
            return view(request, *args, **kwargs)
        context = {"block": block, "decision": block.decision}
        return render(request, "feedback/blocked.html", context, status=403)

    return page
