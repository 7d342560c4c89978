"""Which side of a call a number is on: «с 201 на 202», «от 201», «кому звонил 201»."""

from dataclasses import replace

from bot.calls.grammar.items import Build, Item, Items
from bot.calls.query import Role
from bot.calls.reading import Office


def _directed(items: Items, _office: Office) -> Items:
    first, last = (each for each in items if each.code in "ni")
    return [_role(first, Role.CALLER), _role(last, Role.CALLED)]


def _role(item: Item, role: Role) -> Item:
    term = item.term and replace(item.term, role=role)
    others = tuple(_role(each, role) for each in item.others if each.term)
    return replace(item, code="N", term=term, others=others)


def _caller(items: Items, _office: Office) -> Items:
    return [_role(items[-1], Role.CALLER)]


def _called(items: Items, _office: Office) -> Items:
    return [_role(items[-1], Role.CALLED)]


def _asked_side(items: Items, _office: Office) -> Items | None:
    """«кому звонил 201»: the filter says which side the number is on."""
    role = items[0].fields.get("role")
    if role is None:
        return None
    fields = {key: value for key, value in items[0].fields.items() if key != "role"}
    if items[-1].phone and items[0].text == "кто звонил":
        fields = {}  # «кто звонил 7925…»: one of us, «кто звонил на 7495…»: anybody
    return [replace(items[0], fields=fields), _role(items[-1], role)]


PATTERNS: tuple[tuple[str, Build], ...] = (
    (r"[SC]?n[OP>U]n|[SC]n[BOP>]n", _directed),
    (r"f[SCO]?n", _asked_side),
    (r"Cn", _caller),
    (r"On", _called),
)
