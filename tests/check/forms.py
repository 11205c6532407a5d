"""What a person has in front of them: the form of a page, with everything it carries unseen."""

from lxml import html


def opened(answer, having: str, *, with_token=False) -> dict:
    """The fields of the form that has this one, as a browser would send them untouched."""
    for form in html.fromstring(answer.content).forms:
        if having in form.fields:
            fields = dict(form.form_values())
            if not with_token:  # the test client asks for none
                fields.pop("csrfmiddlewaretoken", None)
            return chosen(form) | fields
    raise LookupError(f"No form has a field {having}.")


def chosen(form) -> dict:
    """Of each list without a choice the first one that is any."""
    lists = form.xpath(".//select[@name][not(option[@selected])]")
    return {each.get("name"): next(filter(None, each.value_options), "") for each in lists}
