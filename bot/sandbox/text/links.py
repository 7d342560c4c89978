"""Which addresses Telegram takes for links, and the form it gives them."""

import re

SCHEME = re.compile(r"^(?:(https?|tg|ton|tonsite)://?|(tg):)", re.IGNORECASE)
HOST = re.compile(
    r"^(?:[^@/?#]*@)?(?P<host>(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\x00-\x7f])+)"
    r"(?P<port>:\d+)?(?P<rest>[/?#].*)?$",
    re.IGNORECASE | re.DOTALL,
)
USER = re.compile(r"^tg:(?://)?user\?id=(\d+)$", re.IGNORECASE)


def user_id(url: str) -> int | None:
    """The person a `tg://user?id=` link names."""
    match = USER.match(url)
    return int(match[1]) if match else None


def checked(url: str) -> str:
    """The link as Telegram shows it (`http://telegram.org/`), or "" where it is none."""
    if re.match(r"tg:", url, re.IGNORECASE):
        return "tg://" + re.sub(r"^tg:(//)?", "", url, flags=re.IGNORECASE)
    scheme = SCHEME.match(url)
    protocol = scheme[1].lower() if scheme else "http"
    match = HOST.match(url[scheme.end() :] if scheme else url)
    if not match or "." not in match["host"].strip("."):
        return ""
    rest = match["rest"] or "/"
    slash = "" if rest.startswith("/") else "/"
    return f"{protocol}://{match['host'].lower()}{match['port'] or ''}{slash}{rest}"
