"""How each kind of decision is said: on its button, to who decided, and in the letter."""

from django.utils.translation import gettext_lazy as _

from .models import Decision

Kind = Decision.Kind

# What a liaison presses, and what it does in a sentence.
DEEDS = {
    Kind.REDACT: (_("Take out a passage"), _("A mark stands in its place, the rest stays.")),
    Kind.MOVE: (_("File it elsewhere"), _("Under the text it belongs to, with its replies.")),
    Kind.DUPLICATE: (_("Mark as said twice"), _("Another contribution says the same.")),
    Kind.UNBUNDLE: (_("Take the mark away"), _("It says something of its own after all.")),
    Kind.WARN: (_("Warn the author"), _("A letter, and a line in the list of decisions.")),
    Kind.BLOCK: (_("Block the author"), _("From writing, for some days.")),
    Kind.UNBLOCK: (_("Lift the block"), _("The author can write again.")),
}
DONE = {
    Kind.APPROVE: _("%(id)s is approved and can be read."),
    Kind.HIDE: _("%(id)s is hidden. Replies to it stay."),
    Kind.RESTORE: _("%(id)s is restored and can be read again."),
    Kind.DISMISS: _("The reports on %(id)s are dismissed; it stays as it is."),
    Kind.REDACT: _("The passage is taken out of %(id)s."),
    Kind.MOVE: _("%(id)s is filed elsewhere. Its id and its address stay."),
    Kind.DUPLICATE: _("%(id)s is marked as said twice."),
    Kind.BUNDLE: _("%(id)s is put under the other contribution."),
    Kind.UNBUNDLE: _("%(id)s stands for itself again."),
    Kind.WARN: _("The author of %(id)s is warned."),
    Kind.BLOCK: _("The author of %(id)s is blocked from writing."),
    Kind.UNBLOCK: _("The author of %(id)s can write again."),
}
SUBJECTS = {
    Kind.APPROVE: _("Your contribution %(id)s is approved"),
    Kind.HIDE: _("Your contribution %(id)s was hidden"),
    Kind.RESTORE: _("Your contribution %(id)s is restored"),
    Kind.DISMISS: _("Your contribution %(id)s stays as it is"),
    Kind.REDACT: _("A passage was taken out of your contribution %(id)s"),
    Kind.MOVE: _("Your contribution %(id)s is filed elsewhere"),
    Kind.DUPLICATE: _("Your contribution %(id)s is marked as said twice"),
    Kind.BUNDLE: _("Your contribution %(id)s is put under another one"),
    Kind.UNBUNDLE: _("Your contribution %(id)s stands for itself again"),
    Kind.WARN: _("A warning about your contribution %(id)s"),
    Kind.BLOCK: _("You are blocked from writing"),
    Kind.UNBLOCK: _("You can write again"),
}
LETTERS = {
    Kind.APPROVE: _("%(name)s has approved your contribution %(id)s."),
    Kind.HIDE: _(
        "The liaison %(name)s has hidden your contribution %(id)s. Your words are kept, but "
        "readers no longer see them. Replies to them stay."
    ),
    Kind.RESTORE: _(
        "The liaison %(name)s has restored your contribution %(id)s: it can be read again."
    ),
    Kind.DISMISS: _(
        "Somebody reported your contribution %(id)s. The liaison %(name)s has looked at it: it "
        "stays as it is."
    ),
    Kind.REDACT: _(
        "The liaison %(name)s has taken a passage out of your contribution %(id)s, earlier "
        "wordings included. The rest of your words stays."
    ),
    Kind.MOVE: _(
        "The liaison %(name)s has filed your contribution %(id)s where it belongs: under "
        "%(place)s. Its id and its address stay, and replies came along."
    ),
    Kind.DUPLICATE: _(
        "The liaison %(name)s has marked your contribution %(id)s as saying the same as "
        "%(other)s. Both can be read."
    ),
    Kind.BUNDLE: _(
        "The liaison %(name)s has put your contribution %(id)s under %(other)s, which says "
        "nearly the same. Both can be read."
    ),
    Kind.UNBUNDLE: _(
        "The liaison %(name)s has taken the mark from your contribution %(id)s: it stands for "
        "itself again."
    ),
    Kind.WARN: _("The liaison %(name)s warns you because of your contribution %(id)s."),
    Kind.BLOCK: _(
        "The liaison %(name)s has blocked you from writing until %(until)s, because of your "
        "contribution %(id)s. You can still read, withdraw your words and download your data."
    ),
    Kind.UNBLOCK: _("The liaison %(name)s has lifted the block: you can write again."),
}
