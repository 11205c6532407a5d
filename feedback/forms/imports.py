"""What people send to bring a table of statements into a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..imports.columns import FIELDS, guessed
from ..imports.tables import MAX_BYTES, Table, TableError, table_of_file, table_of_text


class TableForm(forms.Form):
    """A file, or cells that are pasted; read into a table, or refused with a sentence."""

    file = forms.FileField(
        label=_("A file"), required=False, allow_empty_file=True,
        help_text=_("CSV (UTF-8 or Windows-1252; comma, semicolon or tab) or XLSX."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or paste the table"), required=False, strip=False,
        help_text=_("A wiki table from {| to |}, or cells copied from a spreadsheet."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )  # fmt: skip

    def clean(self):
        values = super().clean()
        file, text = values.get("file"), values.get("text", "")
        try:
            if file is not None:
                # One sign more than the limit is enough to see that it is passed.
                values["table"] = table_of_file(file.read(MAX_BYTES + 1))
            elif text.strip():
                values["table"] = table_of_text(text)
            else:
                self.add_error(None, _("Choose a file, or paste a table."))
        except TableError as error:
            self.add_error("text" if file is None else "file", str(error))
        return values


class ColumnsForm(forms.Form):
    """Which column holds what; guessed from the headings, and changeable."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, data, *, table: Table, version: int):
        super().__init__(data, initial={"version": version, **guessed(table.heads)})
        shown = [(place, head or f"({place + 1})") for place, head in enumerate(table.heads)]
        choices = [("", _("In no column")), *((str(place), head) for place, head in shown)]
        for name, label in FIELDS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, empty_value=None, required=False
            )

    def columns(self) -> dict[str, int | None]:
        """As chosen; as guessed, before anything was."""
        if not self.is_bound:
            return {name: self.initial.get(name) for name in FIELDS}
        return {name: self.cleaned_data.get(name) for name in FIELDS}

    def see(self, version: int) -> None:
        """The report was changed since: say so, and let the next answer carry what it is now."""
        self.data = {**self.data.dict(), "version": version}
        self.add_error(
            None,
            _("The report was changed in another window, so nothing was taken in. Look again."),
        )

    def clean(self):
        values = super().clean()
        chosen = [values.get(name) for name in FIELDS if values.get(name) is not None]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, _("One column is chosen twice. Each can hold one thing only."))
        return values
