"""What became of a conversation, ready to be taken to the place where it was held."""

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from accounts.languages import direction
from recommendations.templatetags.wording import wording_of

from .answers import reason_in_plain
from .models import Comment, Conversation
from .outcomes import with_what_became
from .reports.wikitext import marked
from .reports.wikitext import plain as shielded
from .threads import with_texts

MOST = 200  # statements in one text: a talk page bears no more


def statements_of(conversation: Conversation) -> list[Comment]:
    """The statements of it that anyone can read, each with its state, in constant queries."""
    readable = Comment.objects.readable().filter(conversation=conversation).order_by("pk")
    return with_what_became(with_texts(readable)[:MOST])


def as_text(conversation: Conversation, statements: list[Comment]) -> str:
    """Plain text, in the language that is spoken, for a chat, a letter or a mailing list."""
    lines = [f"{_('What became of it')}: {conversation}", address_of(conversation), ""]
    for comment in statements:
        lines += [
            f"{comment.short_id}: {_one_line(comment.body)}",
            f"  {comment.became.state.label}",
        ]
        for answer in comment.became.answers:
            lines.append(
                f"  {answer.get_outcome_display()}{_by(answer)}: {reason_in_plain(answer).text}"
            )
            lines.append(f"  {address_of(answer)}")
        lines += [f"  {_('Led to a change:')} {name}" for name, _link in _changes(comment)]
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def as_wikitext(conversation: Conversation, statements: list[Comment]) -> str:
    """The same for a wiki page: no word of it can do anything but be read."""
    told = f"{shielded(_('What became of it'))}: {shielded(str(conversation))}"
    lines = [f"== {told} ==", f"[{address_of(conversation)} {shielded(_('On the portal'))}]", ""]
    for comment in statements:
        link = f"[{address_of(comment)} {shielded(comment.short_id)}]"
        words = marked(_one_line(comment.body), comment.language, direction(comment.language))
        lines += [f"* {link}: {words}", f"** {shielded(str(comment.became.state.label))}"]
        for answer in comment.became.answers:
            why = reason_in_plain(answer)
            outcome = shielded(f"{answer.get_outcome_display()}{_by(answer)}")
            text = marked(why.text, why.language, why.direction)
            lines.append(f"** [{address_of(answer)} {outcome}]: {text}")
        for name, link in _changes(comment):
            lines.append(f"** {shielded(_('Led to a change:'))} [{link} {shielded(name)}]")
    return "\n".join(lines) + "\n"


def _changes(comment: Comment):
    """The texts that it changed, by their names and addresses."""
    for change in comment.became.changes:
        part = f" {change.part.key.upper()}" if change.part else ""
        anchor = f"#{change.part.key}" if change.part else ""
        iteration = wording_of(change.recommendation.draft_set.iteration, "title").text
        name = f"{change.recommendation.code}{part} ({iteration})"
        yield name, f"{address_of(change.recommendation)}{anchor}"


def _by(answer) -> str:
    return f" ({wording_of(answer.group, 'name').text})" if answer.group else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())


def address_of(thing) -> str:
    """Whole, and without a language: whoever opens it gets it in their own."""
    return f"{settings.BASE_URL}/{thing.get_absolute_url().removeprefix(get_script_prefix())}"
