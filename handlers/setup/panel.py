"""/alerts: an administrator settles what a group is told, by buttons that outlive restarts.

Who presses is asked at every press. In a private chat the panels of all groups can be opened.
"""

from dataclasses import replace
from datetime import timedelta

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from bot.access import Person
from bot.errors import BotError
from bot.groups import Duty, Group
from bot.i18n import Texts
from db.chats import Chats
from db.sums import Sums
from handlers.answers import Answer
from handlers.edits import pressed, show
from handlers.setup import buttons, words
from handlers.setup.callbacks import Page, Panel
from handlers.setup.changes import change
from handlers.setup.drawing import Drawing, Known
from handlers.views.view import View

LATELY = timedelta(days=90)  # lines nobody called for longer are not offered


async def open_panel(message: Message, person: Person, chats: Chats, v: View, texts: Texts) -> None:
    """Show this group's panel; where it is typed in a forum is the topic alerts go to."""
    _check(person)
    if message.chat.type == ChatType.PRIVATE:
        await _choose(message, chats, v)
        return
    await chats.join(message.chat.id, message.chat.title or "")
    topic = message.message_thread_id if message.is_topic_message else None
    group = await chats.change(message.chat.id, lambda found: replace(found, topic=topic))
    if group:
        answer = _answer(_eyes(v, group, texts), group, Panel(chat=group.id), Known())
        await message.answer(answer.text, reply_markup=answer.keyboard)


async def press(
    press: CallbackQuery,
    callback_data: Panel,
    person: Person,
    bot: Bot,
    chats: Chats,
    sums: Sums,
    v: View,
    texts: Texts,
) -> None:
    """Settle what the button says, and show the page it leads to."""
    _check(person)
    group = await _group(chats, callback_data.chat)
    known = await _known(callback_data.page, group, bot, sums, v)
    if callback_data.do:
        group = await _settle(chats, group, callback_data, known)
    own = pressed(press).chat.type == ChatType.PRIVATE
    eyes = v if own else _eyes(v, group, texts)
    await show(press, _answer(eyes, group, callback_data, known))


def _check(person: Person) -> None:
    if not person.administers:
        raise BotError("panel-admins-only")


async def _choose(message: Message, chats: Chats, v: View) -> None:
    groups = [group for group in await chats.all() if group.active]
    if groups:
        await message.answer(v.t("panel-choose"), reply_markup=buttons.choose(groups))
    else:
        await message.answer(v.t("panel-no-groups"))


async def _group(chats: Chats, chat_id: int) -> Group:
    group = await chats.get(chat_id)
    if group is None or not group.active:
        raise BotError("panel-gone")
    return group


async def _settle(chats: Chats, group: Group, data: Panel, known: Known) -> Group:
    if data.do == "duty":
        people = {str(person.id): person for person in known.people}
        duty = people.get(data.value)
        changed = await chats.change(group.id, lambda found: replace(found, duty=duty))
    else:
        try:
            changed = await chats.change(group.id, lambda found: change(found, data.do, data.value))
        except (ValueError, OverflowError):
            raise BotError("list-outdated") from None
    return changed or group


async def _known(page: Page, group: Group, bot: Bot, sums: Sums, v: View) -> Known:
    if page is Page.LINES:
        return Known(lines=await sums.lines(v.now - LATELY))
    if page is Page.ESCALATION:
        members = await bot.get_chat_administrators(group.id)
        people = [member.user for member in members if not member.user.is_bot]
        return Known(people=tuple(Duty(user.id, user.full_name) for user in people))
    return Known()


def _eyes(v: View, group: Group, texts: Texts) -> View:
    """In a group everybody reads: its own language, where one is settled."""
    return replace(v, t=texts.of(group.language)) if group.language else v


def _answer(v: View, group: Group, data: Panel, known: Known) -> Answer:
    drawing = Drawing(v, group, data.page, data.at, known)
    return Answer(words.text(v, group, data.page), buttons.keyboard(drawing))
