"""Every door of the portal and whom it opens to. A door that is missing here fails a test.

Each row names, for each state of the thing behind the door, who gets in and what the others hear:
404 where they may not know of it, 403 where they may not do it; strangers are sent to sign in
where an account is needed. What newer topics opened stands in ``doors_of``, a module for each.
"""

from dataclasses import dataclass, field

# Who knocks. The author wrote all comments; both liaisons speak one language each, the first the
# language of these comments; both members belong to one group each, the first to the drafts' own.
STRANGER, READER, AUTHOR = "stranger", "reader", "author"
LIAISON, OTHER_LIAISON = "liaison", "liaison of another language"
MEMBER, OTHER_MEMBER = "member", "member of another group"
ORGANISER = "organiser"
EVERYONE = (STRANGER, READER, AUTHOR, LIAISON, OTHER_LIAISON, MEMBER, OTHER_MEMBER, ORGANISER)
WITH_ACCOUNT = EVERYONE[1:]
NOBODY = ()

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Answer:
    """Who gets in, what others hear, and what those who got in hear to an empty form."""

    to: tuple
    others: int = 404
    but: dict = field(default_factory=dict)  # who hears something else than the others
    sign_in: bool = False
    sent: int = 200

    def get(self, who: str) -> int:
        if self.sign_in and who == STRANGER:
            return 302
        return self.but.get(who, 200 if who in self.to else self.others)

    def post(self, who: str) -> int:
        return self.sent if self.get(who) == 200 else self.get(who)


@dataclass(frozen=True)
class Door:
    methods: tuple
    states: dict
    # The method is looked at first, so that nobody is asked to sign in for what cannot be done.
    method_first: bool = True


def page(*to, others=404):
    """One page of which there is one."""
    return Door(READ, {"": Answer(to, others)})


def account(methods=READ, sent=200, to=WITH_ACCOUNT, others=403):
    return Door(methods, {"": Answer(to, others, sign_in=True, sent=sent)}, method_first=False)


PUBLIC = page(*EVERYONE)
DRAFT = Door(
    READ,
    {
        "published": Answer(EVERYONE),
        "unpublished": Answer((MEMBER, ORGANISER)),
        "unknown": Answer(NOBODY),
    },
)
MODERATORS = (LIAISON, OTHER_LIAISON, ORGANISER)
ALLOWED = (LIAISON, ORGANISER)
PRIVATE = (AUTHOR, LIAISON, MEMBER, ORGANISER)
UNFINISHED = (AUTHOR, LIAISON, ORGANISER)


def own(sent):
    """What only the author does with their own words."""
    forbidden = {"others": 403, "sign_in": True, "sent": sent}
    unseen = {"others": 404, "sign_in": True, "sent": sent}
    return Door(
        FORM,
        {
            "visible": Answer((AUTHOR,), **forbidden),
            "waiting": Answer((AUTHOR,), but={LIAISON: 403, ORGANISER: 403}, **unseen),
            "group only": Answer(
                (AUTHOR,), but={LIAISON: 403, MEMBER: 403, ORGANISER: 403}, **unseen
            ),
            "hidden": Answer(NOBODY, but=dict.fromkeys(UNFINISHED, 403), **unseen),
            "withdrawn": Answer(NOBODY, but={AUTHOR: 403, ORGANISER: 403}, **unseen),
            "unpublished": Answer((MEMBER,), but={ORGANISER: 403}, **unseen),
            "unknown": Answer(NOBODY, **unseen),
        },
        method_first=False,
    )


def decided(**over):
    but = {OTHER_LIAISON: 404, **over.pop("but", {})}
    return Answer(ALLOWED, others=403, but=but, sign_in=True, sent=400)


DOORS = {
    # -- what anyone may read ---------------------------------------------------------------
    "recommendations:home": PUBLIC,
    "recommendations:timeline": PUBLIC,
    "recommendations:robots": PUBLIC,
    "recommendations:sitemap": PUBLIC,
    "recommendations:sitemap_of_language": PUBLIC,
    "recommendations:favicon": page(others=302),  # to the icon itself
    "recommendations:page": Door(
        READ,
        {"there": Answer(EVERYONE), "unknown": Answer(NOBODY)},
    ),
    "recommendations:iteration": PUBLIC,
    "recommendations:iteration_history": PUBLIC,
    "recommendations:group": PUBLIC,
    "recommendations:recommendation": DRAFT,
    "recommendations:recommendation_history": DRAFT,
    "recommendations:difference": DRAFT,
    "recommendations:comparison": DRAFT,
    "feedback:recent": PUBLIC,
    "feedback:feed": PUBLIC,
    "feedback:group_feed": PUBLIC,
    "feedback:recommendation_feed": DRAFT,
    "feedback:decisions": PUBLIC,
    "feedback:jump": PUBLIC,
    "feedback:person": Door(
        READ,
        {
            "with contributions": Answer(EVERYONE),
            "with an office": Answer(EVERYONE),
            "without either": Answer(NOBODY),
            "unknown": Answer(NOBODY),
        },
    ),
    "feedback:search": PUBLIC,
    "feedback:comment": Door(
        READ,
        {
            "visible": Answer(EVERYONE),
            "hidden": Answer(EVERYONE),  # its place, without the words
            "withdrawn": Answer(EVERYONE),
            "waiting": Answer(UNFINISHED),
            "group only": Answer(PRIVATE),
            "unpublished": Answer((MEMBER, ORGANISER)),
            "unknown": Answer(NOBODY),
        },
    ),
    **dict.fromkeys(
        ("feedback:text_seen", "feedback:comment_history"),
        Door(
            READ,
            {
                "visible": Answer(EVERYONE),
                "hidden": Answer(UNFINISHED),
                "withdrawn": Answer((AUTHOR, ORGANISER)),
                "waiting": Answer(UNFINISHED),
                "group only": Answer(PRIVATE),
                "unpublished": Answer((MEMBER, ORGANISER)),
                "unknown": Answer(NOBODY),
            },
        ),
    ),
    "feedback:liaisons": PUBLIC,
    "feedback:host": PUBLIC,
    "feedback:message_sent": PUBLIC,
    # -- what anyone may write --------------------------------------------------------------
    "feedback:write": Door(FORM, DRAFT.states),
    "feedback:reply": Door(
        FORM,
        {
            "visible": Answer(EVERYONE),
            **dict.fromkeys(("hidden", "withdrawn", "waiting", "unknown"), Answer(NOBODY)),
            "group only": Answer(PRIVATE),
            "unpublished": Answer((MEMBER, ORGANISER)),
        },
    ),
    "feedback:secret_receipt": Door(FORM, {"own": Answer(EVERYONE), "unknown": Answer(NOBODY)}),
    **{
        f"feedback:{deed}": Door(
            FORM,
            {
                "own": Answer(EVERYONE, sent=sent),
                **dict.fromkeys(("own, hidden", "another's", "unknown"), Answer(NOBODY)),
            },
        )
        for deed, sent in [("secret_edit", 200), ("secret_withdraw", 302)]
    },
    "feedback:confirm_mail": Door(
        FORM, {"own": Answer(EVERYONE, sent=302), "unknown": Answer(NOBODY)}
    ),
    "feedback:stop_mail": Door(FORM, {"own": Answer(EVERYONE), "unknown": Answer(NOBODY)}),
    # -- what takes an account --------------------------------------------------------------
    "feedback:mine": account(),
    "feedback:receipt": Door(
        READ,
        {
            "own": Answer((AUTHOR,), sign_in=True),
            "unknown": Answer(NOBODY, sign_in=True),
        },
        method_first=False,
    ),
    "feedback:edit": own(sent=200),
    "feedback:withdraw": own(sent=302),
    "feedback:agree": Door(
        FORM,
        {
            "visible": Answer(WITH_ACCOUNT, but={AUTHOR: 403}, sign_in=True, sent=302),
            **dict.fromkeys(
                ("hidden", "withdrawn", "waiting", "unknown"), Answer(NOBODY, sign_in=True)
            ),
            "unpublished": Answer((ORGANISER,), but={MEMBER: 403}, sign_in=True, sent=302),
        },
        method_first=False,
    ),
    # -- what takes a role ------------------------------------------------------------------
    "feedback:decide": Door(
        FORM,
        {
            "visible": decided(but={OTHER_LIAISON: 403}),
            "waiting": decided(),
            "hidden": decided(),
            "group only": decided(),
            "unknown": Answer(NOBODY, others=403, but=dict.fromkeys(MODERATORS, 404), sign_in=True),
        },
        method_first=False,
    ),
    **dict.fromkeys(
        ("feedback:organiser", "feedback:roles", "feedback:role_log", "feedback:dates"),
        account(to=(ORGANISER,)),
    ),
    **dict.fromkeys(
        ("feedback:move_iteration", "feedback:move_set", "feedback:move_milestone"),
        Door(
            FORM,
            {
                "there": Answer((ORGANISER,), others=403, sign_in=True, sent=400),
                "unknown": Answer(NOBODY, others=403, but={ORGANISER: 404}, sign_in=True),
            },
            method_first=False,
        ),
    ),
    **dict.fromkeys(
        ("feedback:give_role", "feedback:take_role"),
        Door(
            FORM,
            {
                "of another": Answer((ORGANISER,), others=403, sign_in=True, sent=400),
                "of one's own": Answer(NOBODY, others=403, sign_in=True),
                "unknown": Answer(NOBODY, others=403, but={ORGANISER: 404}, sign_in=True),
            },
            method_first=False,
        ),
    ),
    "feedback:exports": account(FORM, sent=400, to=(MEMBER, OTHER_MEMBER, ORGANISER)),
    **dict.fromkeys(
        ("feedback:export", "feedback:export_file"),
        Door(
            READ,
            {
                "own": Answer((MEMBER,), sign_in=True),
                "no longer a member's": Answer(NOBODY, but={READER: 403}, sign_in=True),
                "unknown": Answer(NOBODY, sign_in=True),
            },
            method_first=False,
        ),
    ),
}
