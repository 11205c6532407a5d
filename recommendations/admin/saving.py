"""How what was typed into a form of the back office reaches its row, its history, its freshness."""

from django.utils.translation import gettext

from ..actions import correct_text, is_published, write_new
from ..models.erratum import Effect
from .forms import columns_of

# Boxes of the form that are no fields of the row.
OF_THE_FORM = {"reason", "effect", "checked", "seen"}


def save_row(request, obj, form, explained):
    """A new row whole; of an old one its plain fields, then its texts with what explains them."""
    if form.instance._state.adding:
        write_new(obj)
        return
    changes = form.text_changes()
    no_plain_fields = {*OF_THE_FORM, *columns_of(type(obj))}
    plain = [name for name in form.changed_data if name not in no_plain_fields]
    # The form has put the new texts on its row already: they have to enter the history only once.
    row = type(obj)._default_manager.get(pk=obj.pk)
    if plain:
        for name in plain:
            setattr(row, name, getattr(obj, name))
        row.save(update_fields=plain)
    if not changes:
        return
    reason, effect = explained.get("reason", ""), explained.get("effect", "")
    if is_published(row) and not form.corrects():
        reason, effect = gettext("First translation"), Effect.WORDING
    correct_text(row, changes, by=request.user, reason=reason, effect=effect)
