"""The table of contents: every event the bot answers, in the order it is tried."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import (
    JOIN_TRANSITION,
    LEAVE_TRANSITION,
    ChatMemberUpdatedFilter,
    Command,
    CommandStart,
)

from handlers import errors, groups, recording, search, start, stats
from handlers.addressed import addressed, figures, words
from handlers.alerts import buttons, replies
from handlers.alerts.callbacks import About, Do
from handlers.callbacks import Card, Example, Language, Listen, Nothing, Periods, Question
from handlers.setup import panel
from handlers.setup.callbacks import Panel

IN_GROUP = F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP})


def build_router() -> Router:
    """A new router with all handlers; one can be attached to one dispatcher only."""
    router = Router(name="calls")
    _messages(router)
    _buttons(router)
    _groups(router)
    router.error.register(errors.refused, errors.is_refusal)
    router.error.register(errors.too_late, errors.is_too_late)
    router.error.register(errors.unsure, errors.is_unsure)
    router.error.register(errors.unwelcome, errors.is_unwelcome)
    router.error.register(errors.failed)
    return router


def _messages(router: Router) -> None:
    router.message.register(replies.reply, replies.about_alert)
    router.message.register(stats.by_command, figures)
    router.message.register(search.by_text, words)  # nearly all that comes, so not asked five times
    router.message.register(start.start, CommandStart())
    router.message.register(start.help_, Command("help"))
    router.message.register(start.languages, Command("language"))
    router.message.register(stats.by_command, Command("stats"))
    router.message.register(panel.open_panel, Command("alerts"))
    router.message.register(search.by_text, addressed)
    router.edited_message.register(search.by_text, addressed)
    router.message.register(start.not_text)


def _buttons(router: Router) -> None:
    router.callback_query.register(search.by_page, Question.filter())
    router.callback_query.register(search.by_period, Periods.filter())
    router.callback_query.register(search.by_card, Card.filter())
    router.callback_query.register(search.by_example, Example.filter())
    router.callback_query.register(start.choose_language, Language.filter())
    router.callback_query.register(recording.listen, Listen.filter())
    router.callback_query.register(buttons.act, About.filter(F.do.in_(buttons.DEEDS)))
    router.callback_query.register(buttons.look, About.filter(F.do == Do.SHOW))
    router.callback_query.register(buttons.past, About.filter(F.do == Do.PAST))
    router.callback_query.register(panel.press, Panel.filter())
    router.callback_query.register(search.nothing, Nothing.filter())
    router.callback_query.register(search.outdated)


def _groups(router: Router) -> None:
    router.my_chat_member.register(groups.added, IN_GROUP, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    router.my_chat_member.register(
        groups.removed, IN_GROUP, ChatMemberUpdatedFilter(LEAVE_TRANSITION)
    )
