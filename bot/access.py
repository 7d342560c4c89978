"""Who may do what: the policy, pure. Every message and every button asks here when it comes.

Rights come from the settings today; finer ones (a department's calls only) change `may_see` alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.calls.model import Summary


class Role(StrEnum):
    """What a person is to the bot."""

    ADMIN = "admin"
    MANAGER = "manager"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Telegram, as the policy sees them."""

    id: int
    role: Role

    @property
    def permitted(self) -> bool:
        return self.role is not Role.STRANGER

    @property
    def administers(self) -> bool:
        """Whether this person may settle what groups are told."""
        return self.role is Role.ADMIN


@dataclass(frozen=True, slots=True)
class Policy:
    """The people of `ADMIN_IDS` and `MANAGER_IDS`; everybody else is a stranger."""

    admins: Collection[int] = ()
    managers: Collection[int] = ()

    def person(self, telegram_id: int) -> Person:
        if telegram_id in self.admins:
            return Person(telegram_id, Role.ADMIN)
        if telegram_id in self.managers:
            return Person(telegram_id, Role.MANAGER)
        return Person(telegram_id, Role.STRANGER)


def may_see(person: Person, call: Summary) -> bool:  # noqa: ARG001 - rights by department will read it
    """Whether `person` may read this call and hear its recordings. Asked for every call shown."""
    return person.permitted
