"""Two people at the same words: what each sends, and whether anything was lost in between.

A meeting makes its rows, gives two deeds that are sent at once, and judges what is left: an update
is lost when somebody was told that it is stored and it is not, or when it went over words that its
author never saw; a draft is lost when the page that refuses it does not show it again.
"""

from dataclasses import dataclass
from itertools import count

from django.urls import reverse

from accounts.languages import spoken
from feedback.models import Comment, Decision, Visibility
from tests import cast, make
from tests.check.forms import opened

STORED = 302
NUMBERS = count(1)


@dataclass
class Verdict:
    lost: int = 0
    drafts_lost: int = 0


def is_shown(words, answer) -> bool:
    return words in answer.content.decode()


class OnAComment:
    """The author, a reader and two liaisons, each with a browser; every time another comment."""

    visibility = Visibility.PUBLIC
    edited = "body"

    def __init__(self):
        self.recommendation = make.recommendation()
        self.author = cast.reader()
        self.browsers = {
            "author": cast.client_of(self.author),
            "again": cast.client_of(self.author),
            "reader": cast.client_of(cast.reader()),
            "liaison": cast.client_of(cast.liaison("en")),
            "second": cast.client_of(cast.liaison("en")),
        }

    def begin(self):
        self.number = next(NUMBERS)
        self.first, self.second = f"Uno {self.number} first", f"Due {self.number} second"
        self.comment = make.comment(
            recommendation=self.recommendation,
            author=self.author,
            visibility=self.visibility,
            body=f"As it stood {self.number}.",
        )

    def send(self, who, page, field, **changes):
        """Open the page now, and send its form later."""
        browser, address = self.browsers[who], f"/en/c/{self.comment.slug}/{page}/"
        form = opened(browser.get(address), field)
        return lambda: browser.post(address, form | changes)

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)


class EditAgainstEdit(OnAComment):
    def deeds(self):
        return (
            self.send("author", "edit", "body", body=self.first, deed="send"),
            self.send("again", "edit", "body", body=self.second, deed="send"),
        )

    def judge(self, *answers):
        both = (self.first, self.second)
        stored = [words for words, answer in zip(both, answers, strict=True)
                  if answer.status_code == STORED]  # fmt: skip
        refused = [(words, answer) for words, answer in zip(both, answers, strict=True)
                   if answer.status_code != STORED]  # fmt: skip
        standing = self.now().body
        kept = all(is_shown(words, a) and is_shown(standing, a) for words, a in refused)
        return Verdict(lost=stored != [standing], drafts_lost=not kept)


class HideAgainstEdit(OnAComment):
    kind = Decision.Kind.HIDE
    after = Visibility.HIDDEN

    def deeds(self):
        return (
            self.send("liaison", "decide", "reason", kind=self.kind, reason=self.first),
            self.send("author", "edit", "body", body=self.second, deed="send"),
        )

    def judge(self, decision, edit):
        row = self.now()
        decided = Decision.objects.filter(comment=row, reason=self.first).exists()
        is_new = row.body == self.second
        lost = (
            (decision.status_code == STORED) != decided
            or (edit.status_code == STORED) != is_new
            or (decided and is_new)
            or (decided and row.visibility != self.after)
        )
        drafts = ((decision, self.first), (edit, self.second))
        kept = all(is_shown(words, a) for a, words in drafts if a.status_code != STORED)
        return Verdict(lost=lost, drafts_lost=not kept)


class DecisionAgainstDecision(OnAComment):
    visibility = Visibility.WAITING

    def deeds(self):
        hide, approve = Decision.Kind.HIDE, Decision.Kind.APPROVE
        return (
            self.send("liaison", "decide", "reason", kind=approve, reason=self.first),
            self.send("second", "decide", "reason", kind=hide, reason=self.second),
        )

    def judge(self, *answers):
        """Hiding what was approved a moment before is another decision, and is kept as one."""
        made = list(Decision.objects.filter(comment=self.comment).order_by("pk"))
        reasons = {decision.reason for decision in made}
        verdict = Verdict()
        for words, answer in zip((self.first, self.second), answers, strict=True):
            verdict.lost += (answer.status_code == STORED) != (words in reasons)
            verdict.drafts_lost += answer.status_code != STORED and not is_shown(words, answer)
        hidden = bool(made) and made[-1].kind == Decision.Kind.HIDE
        verdict.lost += (self.now().visibility == Visibility.HIDDEN) != hidden
        return verdict


class WithdrawalAgainstReply(OnAComment):
    def deeds(self):
        return (
            self.send("author", "withdraw", "csrfmiddlewaretoken"),
            self.send("reader", "reply", "free", free=self.second, language="en", deed="send"),
        )

    def judge(self, withdrawal, reply):
        is_gone = self.now().visibility == Visibility.WITHDRAWN
        is_stored = Comment.objects.filter(parent=self.comment, body=self.second).count() == 1
        lost = (withdrawal.status_code == STORED) != is_gone
        lost = lost or (reply.status_code == STORED) != is_stored
        kept = is_stored or is_shown(self.second, reply)
        return Verdict(lost=lost, drafts_lost=not kept)


class InTheBackOffice:
    """Two people at one page; what each writes goes into a column of their own choosing."""

    columns = ("title_en", "title_en")

    def __init__(self):
        self.row = self.make()
        self.browsers = [cast.client_of(cast.organiser()) for _ in range(2)]
        with spoken("en"):
            name = f"admin:recommendations_{self.row._meta.model_name}_change"
            self.address = reverse(name, args=[self.row.pk])

    def make(self):
        return make.recommendation(draft_set=make.draft_set(published_at=None))

    def begin(self):
        number = next(NUMBERS)
        self.words = (f"Uno {number} first", f"Due {number} second")

    def deeds(self):
        form = opened(self.browsers[0].get(self.address), "seen")
        return tuple(
            self.sending(browser, form | {column: words})
            for browser, column, words in zip(self.browsers, self.columns, self.words, strict=True)
        )

    def sending(self, browser, sent):
        return lambda: browser.post(self.address, sent)

    def judge(self, *answers):
        self.row.refresh_from_db()
        verdict, standing = Verdict(), {name: getattr(self.row, name) for name in self.columns}
        for column, words, answer in zip(self.columns, self.words, answers, strict=True):
            if answer.status_code == STORED:
                verdict.lost += standing[column] != words
            elif not (is_shown(words, answer) and is_shown(standing[column], answer)):
                verdict.drafts_lost += 1
        return verdict


class TranslationsOfOneText(InTheBackOffice):
    columns = ("title_de", "title_fr")


class SameTranslation(InTheBackOffice):
    columns = ("text_de", "text_de")

    def make(self):
        recommendation = super().make()
        return make.part(recommendation=recommendation)


class SameGuidingQuestion(InTheBackOffice):
    columns = ("text_en", "text_en")

    def make(self):
        return make.guiding_question()


ON_COMMENTS = (EditAgainstEdit, HideAgainstEdit, DecisionAgainstDecision, WithdrawalAgainstReply)
IN_THE_BACK_OFFICE = (
    InTheBackOffice, TranslationsOfOneText, SameTranslation, SameGuidingQuestion,
)  # fmt: skip
