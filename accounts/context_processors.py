"""What every page shows around its own content."""

from django.conf import settings

from .languages import ALL, BY_CODE, direction, reading_language

# As people look for theirs: capitals do not come first.
BY_AUTONYM = sorted(ALL, key=lambda language: language.autonym.casefold())


def shell(request):
    """The languages, and which of them the page is read and spoken in."""
    reading = BY_CODE[reading_language()]
    interface = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "SITE_NAME": settings.SITE_NAME,
        "OPERATOR": settings.OPERATOR,
        "CONTACT": settings.CONTACT,
        "CONTACT_LINK": settings.CONTACT
        if "://" in settings.CONTACT
        else f"mailto:{settings.CONTACT}",
        "DEMO": settings.DEMO,
        "WIKI_SIGN_IN": bool(settings.MEDIAWIKI_CLIENT_ID),
        "LICENCE": settings.CONTRIBUTION_LICENCE,
        "LICENCE_URL": settings.CONTRIBUTION_LICENCE_URL,
        "all_languages": BY_AUTONYM,
        "reading": reading,
        "interface": {"code": interface, "direction": direction(interface)},
        "path_without_language": request.path_info,
        "query": request.META.get("QUERY_STRING", ""),
    }
