"""One number, one spelling; and nothing that is not a phone is touched."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calls import phone

SPELLINGS = {
    "8 925 528-37-44": "79255283744",
    "+7 (925) 528-37-44": "79255283744",
    "9255283744": "79255283744",
    "79255283744": "79255283744",
    "７９２５５２８３７４４": "79255283744",
    "00375291234567": "375291234567",
    "810375291234567": "375291234567",
    "+1 (415) 555-2671": "14155552671",
    "14155552671": "14155552671",
    "+7 701 123-45-67": "77011234567",
    "sip:79255283744@10.0.0.1": "79255283744",
    "+4740612345": "+4740612345",  # Norway; its bare digits are a number of Lipetsk
    "7925528374": "7925528374",
    "84441234567": "74441234567",  # not assigned, but dialled as a Russian number
    "5283744": "5283744",
    "201": "201",
    "000063": "000063",
    "*97": "*97",
    "": "",
    "anonymous": "",
}


@pytest.mark.parametrize(("raw", "number"), SPELLINGS.items())
def test_every_spelling_is_one_number(raw: str, number: str) -> None:
    assert phone.normalise(raw, "RU") == number


REGIONS = st.sampled_from(["RU", "US", "DE", "BY", "KZ", "GB", "IT", "EE", "SG"])
TYPED = st.from_regex(r"\+?[0-9]{0,16}", fullmatch=True) | st.text(max_size=20)


@settings(deadline=None, max_examples=200)
@given(TYPED, REGIONS)
def test_normalising_twice_changes_nothing(raw: str, region: str) -> None:
    once = phone.normalise(raw, region)
    assert phone.normalise(once, region) == once


@pytest.mark.parametrize("region", ["RU", "BY", "KZ", "UZ", "UA", "DE", "GB", "PL", "US", "CN"])
def test_every_country_reads_its_own_numbers(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    full = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert phone.normalise(full, region) == phone.normalise(national, region)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("79255283744", "+7 925 528-37-44"),
        ("+4740612345", "+47 40 61 23 45"),
        ("14155552671", "+1 415-555-2671"),
        ("201", "201"),
        ("*97", "*97"),
        ("5283744", "5283744"),
        ("", ""),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: str, shown: str) -> None:
    assert phone.pretty(number, "RU") == shown


def test_extensions_are_two_to_five_digits() -> None:
    assert all(map(phone.is_extension, ("97", "201", "20001")))
    assert not any(map(phone.is_extension, ("", "3", "000063", "*97", "79255283744")))
