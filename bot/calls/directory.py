"""Who has which number: employees, queues, ring groups, the company's lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Directory:
    """Names by normalised number. Reading them from a PBX or a file is `bot.pbx`'s business."""

    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, number: str) -> str:
        """The name of `number`, or an empty string."""
        return self.names.get(number, "")
