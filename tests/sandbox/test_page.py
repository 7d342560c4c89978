"""The chat page in a real browser: one asks, taps, waits and switches, and sees what happens."""

import re

import pytest
from aiogram.types import BotCommand
from playwright.async_api import Browser, expect

from tests.browser import PHONE
from tests.sandbox.stage import ANNA, GROUP, JOHN, PETER, stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_is_answered_live(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.page.locator(".compose-text").fill("79255283744")
        await on.page.keyboard.press("Shift+Enter")
        await on.page.keyboard.type("вчера")
        await on.page.keyboard.press("Enter")
        update = await on.heard()
        assert update.message is not None
        assert update.message.text == "79255283744\nвчера"
        await on.bot.send_message(ANNA, "<b>12 звонков</b>", parse_mode="HTML")
        answer = on.page.locator(".message.theirs .bubble").last
        await expect(answer.locator("strong")).to_have_text("12 звонков")
        own = await on.page.locator(".message.own .bubble").last.bounding_box()
        theirs = await answer.bounding_box()
        assert own is not None
        assert theirs is not None
        assert own["x"] > theirs["x"]
        assert own["x"] + own["width"] > theirs["x"] + theirs["width"]
        assert await on.page.locator(".compose-text").input_value() == ""


async def test_news_in_another_chat_is_counted_until_it_is_read(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        row = on.page.locator(f'[data-chat="{GROUP}"]')
        await on.bot.send_message(GROUP, "🔴 Пропущен: +7 925 528-37-44")
        await on.bot.send_message(GROUP, "🔴 Пропущен: +7 495 123-45-67")
        await expect(row.locator(".badge")).to_have_text("2")
        await expect(row).to_contain_text("+7 495 123-45-67")
        await expect(on.page).to_have_title(re.compile(r"^\(2\)"))
        await row.click()
        await expect(on.page.locator(".unread-line")).to_be_visible()
        await expect(row.locator(".badge")).to_have_count(0)
        await on.bot.send_message(GROUP, "🟢 Перезвонила Анна")
        await expect(on.bubbles.last).to_contain_text("Перезвонила Анна")
        await expect(row.locator(".badge")).to_have_count(0)


async def test_each_person_sees_their_own_telegram(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.bot.send_message(PETER, "Только администратору")
        await on.look()
        peter = on.page.locator(f'[data-person="{PETER}"]')
        await expect(peter).to_contain_text("Администратор")
        await expect(peter.locator(".badge")).to_have_text("1")
        await expect(on.page.locator(".feed")).not_to_contain_text("Только администратору")
        await peter.click()
        await expect(on.page.locator(".feed")).to_contain_text("Только администратору")
        await on.page.locator(f'[data-person="{JOHN}"]').click()
        await expect(on.page.locator(".compose-text")).to_have_attribute("placeholder", "Message")
        await on.page.get_by_role("button", name="Start").click()
        update = await on.heard()
        assert update.message is not None
        assert update.message.from_user is not None
        assert (update.message.text, update.message.from_user.id) == ("/start", JOHN)


async def test_what_the_bot_is_doing_is_shown(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.bot.send_chat_action(ANNA, "upload_voice")
        await expect(on.page.locator(".typing")).to_contain_text("отправляет аудио")
        await on.bot.send_message(ANNA, "вот")
        await expect(on.page.locator(".typing")).to_have_count(0)


async def test_the_menu_lists_commands_and_sends_one(browser: Browser) -> None:
    async with stage(browser) as on:
        commands = [("today", "Звонки за сегодня"), ("missed", "Кому не перезвонили")]
        await on.bot.set_my_commands([BotCommand(command=c, description=d) for c, d in commands])
        await on.look()
        await on.page.get_by_role("button", name="Команды бота").click()
        await expect(on.page.get_by_role("option")).to_have_count(2)
        await on.page.locator(".compose-text").fill("/mi")
        await expect(on.page.get_by_role("option")).to_have_count(1)
        await on.page.keyboard.press("Tab")
        update = await on.heard()
        assert update.message is not None
        assert update.message.text == "/missed"


async def test_one_edits_and_replies(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.write("вчира")
        await on.heard()
        await on.page.locator(".compose-text").press("ArrowUp")
        await on.write("вчера")
        update = await on.heard()
        assert update.edited_message is not None
        assert update.edited_message.text == "вчера"
        await on.bot.send_message(ANNA, "Вопрос")
        await expect(on.bubbles.last).to_contain_text("Вопрос")
        await on.bubbles.last.dblclick()
        await on.write("Ответ")
        update = await on.heard()
        assert update.message is not None
        assert update.message.reply_to_message is not None
        assert update.message.reply_to_message.text == "Вопрос"
        await expect(on.page.locator(".reply-quote")).to_contain_text("Вопрос")


async def test_one_sends_a_contact(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.page.get_by_role("button", name="Прикрепить").click()
        await on.page.get_by_role("menuitem", name="Контакт").click()
        await on.page.get_by_label("Телефон").fill("+79255283744")
        await on.page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
        update = await on.heard()
        assert update.message is not None
        assert update.message.contact is not None
        assert update.message.contact.phone_number == "+79255283744"


async def test_reading_further_up_is_not_disturbed(browser: Browser) -> None:
    async with stage(browser, PHONE) as on:
        for number in range(30):
            await on.bot.send_message(ANNA, f"Звонок {number}")
        await on.people(f"people/{ANNA}/read", chat_id=ANNA)
        await on.look()
        await expect(on.bubbles.last).to_be_in_viewport()
        feed = on.page.locator(".feed")
        await feed.evaluate("f => { f.scrollTop = 300; }")
        jump = on.page.get_by_role("button", name="К последним сообщениям")
        await expect(jump).to_be_visible()
        place = await feed.evaluate("f => f.scrollTop")
        await on.bot.send_message(ANNA, "Новое")
        await expect(jump).to_contain_text("1")
        assert await feed.evaluate("f => f.scrollTop") == place
        await jump.click()
        await expect(on.bubbles.last).to_be_in_viewport()
        await expect(jump).to_be_hidden()


async def test_the_bot_can_be_blocked_and_unblocked(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.page.locator(".chat-menu").click()
        await on.page.get_by_role("menuitem", name="Заблокировать бота").click()
        await expect(on.page.locator(".chat-notice")).to_contain_text("заблокирован")
        await expect(on.page.locator(".compose-text")).to_be_hidden()
        await on.page.get_by_role("button", name="Разблокировать").click()
        await expect(on.page.locator(".compose-text")).to_be_visible()


async def test_the_page_finds_its_way_back_after_a_lost_connection(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.page.context.set_offline(offline=True)
        await on.bot.send_message(ANNA, "Пока вас не было")
        await on.page.context.set_offline(offline=False)
        await expect(on.bubbles.last).to_contain_text("Пока вас не было")
