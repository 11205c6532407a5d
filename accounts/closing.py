"""Taking everything out of an account that could tell whose it was.

The row and its number stay, so that nothing that hangs on it is lost and no count changes.
"""

from datetime import datetime
from uuid import uuid4

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models

from .actions import check_taking, take_role
from .models import User
from .own_data import HELD, Held, rows_of

# In the log of roles, which is written in one language.
REASON = "The account was closed."
STAY = {"id", "is_demo"}


def reason_against(person: User) -> str:
    """Why an account cannot be closed now: nobody else could do what this person does."""
    try:
        for assignment in person.assignments.all():
            check_taking(assignment, by=None)
    except ValidationError as error:
        return error.messages[0]
    return ""


def give_up_roles(person: User) -> None:
    """Take the roles away, as the log of roles wants it; the last of its kind refuses to go."""
    for assignment in person.assignments.order_by("pk"):
        take_role(assignment, by=None, reason=REASON)


def empty_account(person: User, held: dict[str, Held], *, at: datetime) -> None:
    """Remove what is only about the person, and everything that the account itself says."""
    _forget_in_back_office(User, [person.pk])
    for each, rows in rows_of(person, {**HELD, **held}):
        if each.is_removed:
            _forget_in_back_office(rows.model, list(rows.values_list("pk", flat=True)))
            rows.delete()
    _end_sessions(person)
    emptied = [field for field in User._meta.concrete_fields if field.name not in STAY]
    for field in emptied:
        setattr(person, field.attname, field.get_default())
    person.username, person.password = f"closed-{uuid4().hex}", make_password(None)
    person.is_active, person.closed_at, person.date_joined = False, at, at
    person.save(update_fields=[field.name for field in emptied])


def _forget_in_back_office(model: type[models.Model], ids: list) -> None:
    """The log of the back office names the things that were changed, people by their names."""
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(pk) for pk in ids],
    )
    about.update(object_repr="", change_message="")


def _end_sessions(person: User) -> None:
    """On every device. What a session holds can only be told by reading it."""
    own = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=own).delete()
