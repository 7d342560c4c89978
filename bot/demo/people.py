"""Who works in the demo's office, which lines it has, and who calls it often.

The numbers are the ones of the product's own examples, so that what a page shows can be typed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Employee:
    """`voice` is the cast of spoken clips: `f`, a woman in the office, or `m`, a man."""

    number: str
    name: str
    voice: str
    mobile: str = ""


STAFF = {
    person.number: person
    for person in (
        Employee("201", "Иванов Пётр", "m", "79031110201"),
        Employee("202", "Петрова Мария", "f"),
        Employee("302", "Белкина Анна", "f"),
        Employee("303", "Кравец Игорь", "m", "79031110303"),
        Employee("304", "Мороз Дмитрий", "m"),
        Employee("305", "Шевченко Ольга", "f"),
        Employee("307", "Лысенко Марина", "f", "79031110307"),
    )
}

SALES = "2200100"
SUPPORT = "2200200"
MENU = "2200300"
QUEUES = {SALES: "Отдел продаж", SUPPORT: "Поддержка"}
TEAMS = {SALES: ("302", "303", "304", "202"), SUPPORT: ("305", "307", "201")}

MAIN_LINE = "74952293042"
LINES = {
    MAIN_LINE: "Главный номер",
    "74952293043": "Продажи",
    "74952293044": "Сервис",
}
ANSWERS = {MAIN_LINE: SALES, "74952293043": SALES, "74952293044": SUPPORT}

PAGE_CLIENT = "79255283744"  # calls every day or two; hands the product its best-known call
REGULARS = {
    PAGE_CLIENT: "Орлов Сергей",
    "79161112233": "ООО «Гранит»",
    "79031234567": "Васильева Тамара",
    "79265550011": "ИП Соловьёв",
    "74993450718": "Дом на Речной, ТСЖ",
    "78123091540": "СтройКомплект",
    "79851327790": "Ахметов Ринат",
    "79104456012": "Школа № 1420",
}
