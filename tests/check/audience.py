"""Run in a portal's own environment: gives it readers who hear of a recommendation at once."""

import os
import sys


def main(code: str, *addresses: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "strategy_portal.settings"
    import django

    django.setup()
    from recommendations.models import Recommendation
    from tests import cast

    recommendation = Recommendation.objects.get(code=code)
    for address in addresses:
        cast.follow(cast.with_address(address), recommendation)


if __name__ == "__main__":
    main(*sys.argv[1:])
