"""How the page shows what is said: every entity, hostile text as text, rich messages."""

import pytest
from aiogram.types import (
    InputRichBlockDetails,
    InputRichBlockParagraph,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichBlockUnion,
    InputRichMessage,
    RichBlockTableCell,
)
from playwright.async_api import Browser, expect

from tests.sandbox.stage import ANNA, GROUP, stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

EVERYTHING = """<b>жирный <i>и наклонный</i></b> <u>черта</u> <s>зачёркнут</s>
<tg-spoiler>секрет</tg-spoiler> <code>+79255283744</code> <a href="https://example.com/?a=1&amp;b=2">сайт</a>
<pre><code class="language-sql">SELECT 1</code></pre>
<blockquote>цитата</blockquote>
<blockquote expandable>раз
два
три
четыре
пять</blockquote>
<tg-time unix="1773831900" format="DT">тогда</tg-time> /missed #клиент @anna 👩‍👩‍👧"""

HOSTILE = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    "\u2067иволок\u2069 שלום עולם &amp; &lt;b&gt;",
    "👨‍👩‍👧‍👦🏴‍☠️ \u0301\u0301\u0301 " + "ш" * 400,
    "[x](javascript:alert(1)) '\"><svg/onload=alert(1)>",
)


async def test_every_entity_is_drawn(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.bot.send_message(ANNA, EVERYTHING, parse_mode="HTML")
        last = on.bubbles.last
        await expect(last.locator("strong").first).to_have_text("жирный ")
        await expect(last.locator("strong em")).to_have_text("и наклонный")
        await expect(last.locator("u")).to_have_text("черта")
        await expect(last.locator("s")).to_have_text("зачёркнут")
        await expect(last.locator("pre code")).to_have_text("SELECT 1")
        await expect(last.locator("blockquote").first).to_have_text("цитата")
        link = last.get_by_role("link", name="сайт")
        await expect(link).to_have_attribute("href", "https://example.com/?a=1&b=2")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")
        await expect(last.locator(".mention")).to_have_text(["#клиент", "@anna"])
        await expect(last.locator(".text time")).to_have_text("18 марта 2026 г. в 14:05:00")


async def test_what_is_hidden_opens_and_what_is_code_copies(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.look()
        await on.bot.send_message(ANNA, EVERYTHING, parse_mode="HTML")
        last = on.bubbles.last
        secret = last.locator(".spoiler-text")
        await expect(secret).to_have_css("opacity", "0")
        await last.get_by_role("button", name="Показать скрытый текст").press("Enter")
        await expect(secret).to_have_css("opacity", "1")
        body = last.locator(".quote-body")
        folded = await body.evaluate("b => b.clientHeight < b.scrollHeight")
        await last.get_by_role("button", name="Показать полностью").click()
        assert folded
        assert await body.evaluate("b => b.clientHeight >= b.scrollHeight")
        await last.locator(".inline.code").click()
        assert await on.page.evaluate("navigator.clipboard.readText()") == "+79255283744"
        await last.get_by_role("button", name="/missed").click()
        update = await on.heard()
        assert update.message is not None
        assert update.message.text == "/missed"


async def test_hostile_text_is_only_text(browser: Browser) -> None:
    async with stage(browser) as on:
        await on.people("people/101/profile", name=HOSTILE[0], language="ru")
        await on.look()
        before = await on.bubbles.count()
        for text in HOSTILE:
            await on.bot.send_message(ANNA, text)
            await expect(on.bubbles).to_have_count(before := before + 1)
            assert await on.bubbles.last.locator(".text").evaluate("n => n.textContent") == text
        await on.people("people/101/send", chat_id=GROUP, text=HOSTILE[0])
        await expect(on.page.locator(f'[data-chat="{GROUP}"]')).to_contain_text("<img src=x")
        assert await on.page.evaluate("window.hacked") is None
        assert await on.page.locator("#app img, #app script, .text svg").count() == 0
        wide = "f => f.scrollWidth > f.clientWidth"
        assert not await on.page.locator(".feed").evaluate(wide)


async def test_a_rich_message_is_a_table_with_details(browser: Browser) -> None:
    def cell(text: str) -> RichBlockTableCell:
        return RichBlockTableCell(text=text, align="left", valign="top")

    blocks: list[InputRichBlockUnion] = [
        InputRichBlockSectionHeading(text="Звонки за день", size=2),
        InputRichBlockTable(
            cells=[[cell("14:05"), cell("Иван")], [cell("12:40"), cell("<b>Ольга</b>")]]
        ),
        InputRichBlockDetails(summary="Ещё", blocks=[InputRichBlockParagraph(text="подробно")]),
    ]
    async with stage(browser) as on:
        await on.look()
        await on.bot.send_rich_message(ANNA, InputRichMessage(blocks=blocks))
        last = on.bubbles.last
        await expect(last.get_by_role("heading")).to_have_text("Звонки за день")
        await expect(last.get_by_role("row")).to_have_count(2)
        await expect(last.get_by_role("cell").last).to_have_text("<b>Ольга</b>")
        await expect(last.get_by_text("подробно")).to_be_hidden()
        await last.get_by_text("Ещё").click()
        await expect(last.get_by_text("подробно")).to_be_visible()
