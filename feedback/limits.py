"""How much someone may write before a post waits for a liaison. Nothing is refused for it.

Messages to people are another matter: what goes to somebody's mailbox has an end.
"""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Allowance, Comment

FIRST_DAY = timedelta(days=1)
KEPT_FOR = timedelta(days=2)


def client_address(request) -> str:
    """The network address of a visitor; headers are believed from our own proxies only."""
    proxies = settings.TRUSTED_PROXIES
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part]
    if proxies and len(chain) >= proxies:
        return chain[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def address_key(address: str) -> str:
    """A keyed fingerprint of a network address, of its /64 for IPv6. The address is not kept."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = ipaddress.ip_address(0)
    mapped = getattr(parsed, "ipv4_mapped", None)
    if parsed.version == 6 and not mapped:
        parsed = ipaddress.ip_network((parsed, 64), strict=False).network_address
    text = f"{timezone.now().date()}|{mapped or parsed}"
    digest = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"address:{digest[:40]}"


def is_within_limits(author, address: str, posts: int) -> bool:
    """May these posts appear at once? Counts them either way; called in the send's transaction."""
    if author is None:
        per_hour = settings.GUEST_POSTS_AN_HOUR
        return _take(address_key(address), posts, per_hour, per_hour / 3600)
    key, burst = f"account:{author.pk}", settings.POSTS_AT_ONCE
    within = _take(key, posts, burst, settings.POSTS_A_MINUTE / 60)
    return within and not _is_over_first_day(author, posts)


def may_send_a_message(author, address: str) -> bool:
    """May one more message go out? Each can send a letter, so beyond this they are refused."""
    whose = address_key(address) if author is None else f"account:{author.pk}"
    per_hour = settings.MESSAGES_AN_HOUR
    return _take(f"message:{whose}", 1, per_hour, per_hour / 3600)


def may_report(author, address: str) -> bool:
    """May one more contribution be reported? Each takes a liaison's time."""
    whose = address_key(address) if author is None else f"account:{author.pk}"
    per_hour = settings.REPORTS_AN_HOUR
    return _take(f"report:{whose}", 1, per_hour, per_hour / 3600)


def may_propose_a_rendering(author) -> bool:
    """May one more rendering be proposed, or asked of a machine? Each takes a liaison's time."""
    per_hour = settings.RENDERINGS_AN_HOUR
    return _take(f"rendering:account:{author.pk}", 1, per_hour, per_hour / 3600)


def _is_over_first_day(author, posts) -> bool:
    if timezone.now() - author.date_joined > FIRST_DAY:
        return False
    written = Comment.objects.filter(author=author).count()
    return written + posts > settings.POSTS_ON_FIRST_DAY


def _take(key: str, posts: int, size: float, per_second: float) -> bool:
    """Take from a bucket that holds ``size`` and fills ``per_second``; false when it is empty."""
    now = timezone.now()
    Allowance.objects.get_or_create(key=key, defaults={"left": size, "counted_at": now})
    bucket = Allowance.objects.select_for_update().get(key=key)
    passed = max(0.0, (now - bucket.counted_at).total_seconds())
    left = min(size, bucket.left + passed * per_second)
    allowed = left >= posts
    bucket.left, bucket.counted_at = left - posts if allowed else left, now
    bucket.save(update_fields=["left", "counted_at"])
    Allowance.objects.filter(counted_at__lt=now - KEPT_FOR).delete()
    return allowed
