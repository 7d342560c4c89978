"""A line that fell silent, and one that is heard again, in words."""

from bot.calls.silence import Silence
from bot.i18n import Html
from handlers.views import dates
from handlers.views.page import count
from handlers.views.view import View


def silent(v: View, line: str, quiet: Silence) -> Html:
    """The warning; an empty `line` stands for all of them."""
    when, expected = dates.moment(v, quiet.since), round(quiet.expected)
    shown = count(expected)
    if line:
        name = v.name(line)
        return v.t("silence-line", line=name, when=when, expected=expected, shown=shown)
    return v.t("silence-all", when=when, expected=expected, shown=shown)


def back(v: View, line: str) -> Html:
    return v.t("silence-line-back", line=v.name(line)) if line else v.t("silence-all-back")
