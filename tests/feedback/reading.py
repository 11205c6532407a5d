"""What tests of discussions read on a page: which comments stand there, and how."""

from lxml import html


def page_of(answer):
    return html.fromstring(answer.content)


def of_class(element, name):
    """The elements with a class, in the order of the page."""
    return element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def ids_on(answer):
    """The short ids of the comments on a page, in order, with and without words."""
    comments = of_class(page_of(answer), "comment")
    return [of_class(each, "permalink")[0].text_content() for each in comments]


def with_words(answer):
    """The short ids of the comments whose words can be read."""
    comments = of_class(page_of(answer), "comment")
    return [
        of_class(each, "permalink")[0].text_content() for each in comments if of_class(each, "said")
    ]


def place_of(answer, comment):
    """The element of one comment, None where it is not on the page."""
    found = page_of(answer).xpath(f"//*[@id='c{comment.slug}']")
    return found[0] if found else None
