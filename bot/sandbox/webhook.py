"""Where updates are pushed to, when the bot asked for that instead of polling."""

from dataclasses import dataclass

from bot.sandbox.state import Json


@dataclass
class Webhook:
    """What setWebhook said, and how the last delivery failed."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    failed_at: int = 0
    failure: str = ""

    def shown(self, pending: int, allowed: list[str]) -> Json:
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if allowed:
            info["allowed_updates"] = allowed
        if self.failure:
            info |= {"last_error_date": self.failed_at, "last_error_message": self.failure}
        return info
