"""What buttons say back: packed in our own way, read in aiogram's."""

from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st

from bot.calls import base62
from handlers.callbacks import WHOLE, Card, Listen, Nothing, Periods, Question, listen, pack

TEXTS = st.text("abcXYZ019.-+#*:я", max_size=40)


def _or_refused(kind: type[CallbackData], values: list[str]) -> str | None:
    try:
        return pack(kind, *values)
    except ValueError:
        return None


def _by_aiogram(kind: type[CallbackData], values: list[str]) -> str | None:
    try:
        return kind(**dict(zip(kind.model_fields, values, strict=True))).pack()
    except ValueError:
        return None


@given(st.sampled_from((Card, Question, Periods, Nothing)), st.data())
def test_a_button_says_what_aiogram_would_have_it_say(
    kind: type[CallbackData], data: st.DataObject
) -> None:
    values = [data.draw(TEXTS) for _ in kind.model_fields]
    assert _or_refused(kind, values) == _by_aiogram(kind, values)


@given(st.integers(0, 1 << 63), st.sampled_from(("0", "12", WHOLE)), st.booleans())
def test_so_does_a_button_of_a_recording(call: int, part: str, file: bool) -> None:
    button = Listen(call=base62.encode(call), part=part, file=file)
    assert listen(call, part, file=file) == button.pack()
