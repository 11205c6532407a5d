"""The site's own texts within a page: links at its foot, and links inside the texts."""

import re

from django import template
from django.urls import get_script_prefix

from accounts.languages import BY_CODE

from ..models import Page

register = template.Library()
LINK_OF_THE_PORTAL = re.compile(rf'<a href="/(?!/|(?:{"|".join(BY_CODE)})/)')


@register.simple_tag
def footer_pages():
    """The pages linked at the foot of every page, in one query."""
    return Page.objects.for_footer()


@register.filter
def linked_here(html):
    """Links in the site's texts name no language: they lead into the one that is read."""
    return LINK_OF_THE_PORTAL.sub(f'<a href="{get_script_prefix()}', html)
