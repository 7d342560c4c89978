"""What to tell about a reading besides its result: guesses made, words left out, nothing found."""

import re
from datetime import UTC, datetime

from bot.calls.page import Span
from bot.calls.reading import Reading
from bot.i18n import Html
from handlers.views import dates
from handlers.views.view import View

# mikopbx-1699999999.1 and 1795430966.49 both carry the second their call began.
EPOCH = re.compile(r"(\d{10})\.\d+$")


def lines(v: View, reading: Reading) -> tuple[Html, ...]:
    """The notes of a reading as HTML lines; a question without an answer always has one."""
    said = tuple(v.t(f"note-{note.key}", **note.values) for note in reading.notes)
    unanswered = reading.kind in ("ask", "invalid")
    return said or ((v.t(f"note-{reading.kind}"),) if unanswered else ())


def not_found(v: View, linkedid: str, span: Span) -> Html:
    """No such call: what the linkedid itself tells, and how far the journal reaches."""
    said = [v.t("linkedid-not-found", linkedid=linkedid)]
    encoded = EPOCH.search(linkedid)
    if encoded:
        began = datetime.fromtimestamp(int(encoded[1]), UTC)
        said.append(v.t("linkedid-date", date=dates.date(v, began)))
    if span.first:
        days = (v.now.date() - v.local(span.first).date()).days + 1
        first = dates.date(v, span.first)
        said.append(v.t("linkedid-history", days=days, shown=str(days), first=first))
    return Html("\n".join(said))
