"""What became of a conversation, for those who carry it back to where it was held."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.languages import ALL, BY_CODE, nearest, reading_language, spoken

from ..carry_back import as_text, as_wikitext, statements_of
from ..models import Conversation
from ..permissions import may_carry_back


@never_cache
@login_required
@require_safe
def outcome(request, pk):
    """Ready wikitext and plain text; in the conversation's language, or in a chosen one."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    if not may_carry_back(request.user, conversation):
        raise PermissionDenied
    own = nearest(conversation.language)
    chosen = request.GET.get("in", own)
    language = chosen if chosen in BY_CODE else reading_language()
    with spoken(language):
        statements = statements_of(conversation)
        texts = {
            "wikitext": as_wikitext(conversation, statements),
            "text": as_text(conversation, statements),
        }
    context = {"conversation": conversation, "language": language, "languages": ALL, **texts}
    return render(request, "feedback/carry_back.html", context)
