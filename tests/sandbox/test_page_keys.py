"""Buttons on the page: pages turned in place, spinners, answers, colours, and a bot's keyboard."""

import pytest
from aiogram.types import (
    CopyTextButton,
    DisabledButton,
    ForceReply,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from aiogram.types import InlineKeyboardButton as Button
from playwright.async_api import Browser, expect

from tests.sandbox.stage import ANNA, stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


def keyboard(*rows: list[Button]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


async def test_a_page_turns_in_place(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        markup = keyboard(
            [Button(text="1 / 2", callback_data="noop"), Button(text="›", callback_data="p2")]
        )
        await on.bot.send_message(ANNA, "Страница 1", reply_markup=markup)
        await expect(on.bubbles.last).to_contain_text("Страница 1")
        before = await on.bubbles.count()
        await on.key("›").click()
        update = await on.heard()
        assert update.callback_query is not None
        assert update.callback_query.data == "p2"
        sent = update.callback_query.message
        assert sent is not None
        await on.bot.edit_message_text("Страница 2", chat_id=ANNA, message_id=sent.message_id)
        await update.callback_query.answer().as_(on.bot)
        await expect(on.bubbles.last).to_contain_text("Страница 2")
        await expect(on.bubbles.last).to_contain_text("изменено")
        await expect(on.page.locator(".key")).to_have_count(0)
        assert await on.bubbles.count() == before


async def test_a_pressed_button_spins_until_the_answer(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        row = [
            Button(text="Тост", callback_data="toast"),
            Button(text="Окно", callback_data="alert"),
        ]
        await on.bot.send_message(ANNA, "Кнопки", reply_markup=keyboard(row))
        await on.key("Тост").click()
        await expect(on.key("Тост")).to_have_attribute("aria-busy", "true")
        await expect(on.key("Окно")).not_to_have_attribute("aria-busy", "true")
        query = (await on.heard()).callback_query
        assert query is not None
        await on.bot.answer_callback_query(query.id, "Готово, <b>Анна</b>")
        await expect(on.key("Тост")).not_to_have_attribute("aria-busy", "true")
        await expect(on.page.locator(".toast")).to_have_text("Готово, <b>Анна</b>")
        await on.key("Окно").click()
        query = (await on.heard()).callback_query
        assert query is not None
        await on.bot.answer_callback_query(query.id, "Записи нет", show_alert=True)
        dialog = on.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Записи нет")
        await on.page.keyboard.press("Enter")
        await expect(dialog).to_have_count(0)


async def test_buttons_have_their_colours_and_uses(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        markup = keyboard(
            [
                Button(text="Красная", callback_data="1", style="danger"),
                Button(text="Зелёная", callback_data="2", style="success"),
                Button(text="Синяя", callback_data="3", style="primary"),
            ],
            [
                Button(text="Нельзя", disabled=DisabledButton()),
                Button(text="Номер", copy_text=CopyTextButton(text="+79255283744")),
                Button(text="Сайт", url="https://example.com/"),
            ],
        )
        await on.bot.send_message(ANNA, "Цвета", reply_markup=markup)
        colour = "b => getComputedStyle(b).backgroundColor.match(/\\d+/g).map(Number)"
        for label, strongest in (("Красная", 0), ("Зелёная", 1), ("Синяя", 2)):
            channels = (await on.key(label).evaluate(colour))[:3]
            assert channels.index(max(channels)) == strongest
        await expect(on.key("Нельзя")).to_be_disabled()
        await on.key("Номер").click()
        await expect(on.page.locator(".toast")).to_contain_text("Скопировано: +79255283744")
        assert await on.page.evaluate("navigator.clipboard.readText()") == "+79255283744"
        await on.key("Сайт").click()
        await expect(on.page.get_by_role("dialog")).to_contain_text("https://example.com/")


async def test_the_bot_asks_for_a_reply_and_offers_words(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.bot.send_message(ANNA, "Какой номер?", reply_markup=ForceReply())
        await expect(on.page.locator(".compose-subject")).to_contain_text("Какой номер?")
        await on.write("302")
        update = await on.heard()
        assert update.message is not None
        assert update.message.reply_to_message is not None
        words = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Вчера")]])
        await on.bot.send_message(ANNA, "Когда?", reply_markup=words)
        await on.page.locator(".reply-key", has_text="Вчера").click()
        update = await on.heard()
        assert update.message is not None
        assert update.message.text == "Вчера"
