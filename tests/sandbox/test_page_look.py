"""The frame of the page: one screen at a time on a phone, two on a desktop, light and dark."""

import re

import pytest
from aiogram.types import EphemeralMessageParameters, InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Browser, expect

from bot.sandbox.server import sandbox
from tests.browser import DESKTOP, PHONE, Window, window
from tests.sandbox.stage import ANNA, GROUP, JOHN, PETER, stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

BACKGROUND = "b => getComputedStyle(b).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"


async def test_on_a_phone_list_and_chat_are_two_screens(browser: Browser) -> None:
    async with stage(browser, PHONE) as on:
        await on.look(chat=None)
        await expect(on.page.locator(".pane")).to_be_hidden()
        await on.page.locator(f'[data-chat="{GROUP}"]').click()
        await expect(on.page.locator(".side")).to_be_hidden()
        await expect(on.page.locator(".chat-heading")).to_contain_text("3 участника")
        await on.page.get_by_role("button", name="Назад к чатам").click()
        await expect(on.page.locator(".side")).to_be_visible()
        await expect(on.page.locator(".pane")).to_be_hidden()
        await on.page.go_back()
        await expect(on.page.locator(".chat-heading")).to_contain_text("Продажи")


async def test_nothing_is_wider_than_a_phone(browser: Browser) -> None:
    async with stage(browser, PHONE) as on:
        await on.look()
        await on.bot.send_message(ANNA, "https://example.com/" + "a" * 300)
        await expect(on.bubbles.last.get_by_role("link")).to_be_visible()
        for what in ("html", ".feed"):
            assert await on.page.locator(what).evaluate("n => n.scrollWidth <= n.clientWidth")


async def test_on_a_desktop_they_stand_side_by_side(browser: Browser) -> None:
    async with stage(browser, DESKTOP) as on:
        await on.look(chat=None)
        await expect(on.page.locator(".side")).to_be_visible()
        await expect(on.page.locator(".pane")).to_be_visible()
        await expect(on.page.get_by_role("button", name="Назад к чатам")).to_be_hidden()


async def test_the_theme_follows_the_system_until_one_chooses(browser: Browser) -> None:
    async with stage(browser, Window(theme="dark")) as on:
        await on.look()
        header = on.page.locator(".pane-header")
        assert max(await header.evaluate(BACKGROUND)) < 80
        await on.page.get_by_role("button", name="Светлая тема").click()
        assert min(await header.evaluate(BACKGROUND)) > 200
        await on.page.reload()
        await expect(header).to_be_visible()
        assert min(await header.evaluate(BACKGROUND)) > 200


async def test_what_only_one_sees_says_so(browser: Browser) -> None:
    async with stage(browser) as on:
        button = InlineKeyboardButton(text="Подробнее", callback_data="more")
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await on.bot.send_message(GROUP, "Пропущен", reply_markup=markup)
        await on.look(chat=GROUP)
        await on.page.locator(".key").click()
        query = (await on.heard()).callback_query
        assert query is not None
        only = EphemeralMessageParameters(
            receiver_user_id=ANNA, callback_query_id=query.id, replace_callback_query_message=True
        )
        await on.bot.send_message(GROUP, "Подробности", ephemeral_message_parameters=only)
        await expect(on.page.locator(".ephemeral")).to_contain_text("Видите только вы")
        await expect(on.bubbles).to_have_count(1)
        await on.look(PETER, GROUP)
        await expect(on.bubbles).to_have_text(re.compile("Пропущен"))


async def test_a_pinned_message_leads_to_itself(browser: Browser) -> None:
    async with stage(browser, PHONE) as on:
        board = await on.bot.send_message(ANNA, "Кто ждёт звонка")
        await on.bot.pin_chat_message(ANNA, board.message_id)
        for number in range(25):
            await on.bot.send_message(ANNA, f"Звонок {number}")
        await on.look()
        await on.page.locator(".pinned", has_text="Кто ждёт звонка").click()
        await expect(on.bubbles.filter(has_text="Кто ждёт звонка")).to_be_in_viewport()


async def test_topics_of_a_forum_are_tabs(browser: Browser) -> None:
    async with stage(browser) as on:
        group = await on.people(
            "groups",
            title="Форум",
            owner=PETER,
            people=[ANNA],
            supergroup=True,
            forum=True,
            id=-1002,
        )
        topic = await on.people(f"groups/{group['id']}/topic", by=PETER, name="Линия 2")
        thread = topic["message_thread_id"]
        await on.bot.send_message(group["id"], "в теме", message_thread_id=thread)
        await on.bot.send_message(group["id"], "в общей")
        await on.look(chat=group["id"])
        await expect(on.page.locator(".feed")).to_contain_text("в общей")
        await on.page.get_by_role("tab", name="Линия 2").click()
        await expect(on.page.locator(".feed")).to_contain_text("в теме")
        await expect(on.page.locator(".feed")).not_to_contain_text("в общей")
        await on.write("Вопрос в теме")
        await expect(on.bubbles.last).to_contain_text("Вопрос в теме")


async def test_everybody_may_have_a_tab_of_their_own(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        for person in (PETER, JOHN):
            tab = await on.page.context.new_page()
            await tab.goto(f"{on.box.url}/#{person}/{person}")
            await tab.locator(".feed").wait_for()
        await on.write("три вкладки")
        await expect(on.bubbles.last).to_contain_text("три вкладки")


async def test_a_page_without_people_waits_for_one(browser: Browser) -> None:
    async with sandbox() as box, window(browser) as page:
        await page.goto(box.page)
        box.person("Анна", id=ANNA, title="Менеджер")
        await expect(page.locator(".person.current")).to_contain_text("Анна")
