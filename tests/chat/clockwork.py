"""What the bot does by the clock, a round at a time, at the moments a test says."""

from datetime import datetime

from bot import schedule
from db.chats import Chats
from db.rhythm import Rhythm
from db.sums import Sums
from handlers.digest import Digests
from handlers.notices import Notices
from handlers.watch import Watch
from tests.chat.talking import Talking, texts


class Clockwork:
    """A process's jobs: a new one knows nothing but what was written down."""

    def __init__(self, office: Talking) -> None:
        self.office = office
        chats, sums = Chats(office.engine), Sums(office.engine)
        notices = Notices(office.announcer.post, chats, office.company, texts())
        watch = Watch(notices, sums, Rhythm(office.engine))
        self.jobs = (Digests(notices, sums).tick, watch.tick)

    async def at(self, moment: datetime, *, read: bool = True) -> None:
        """It is `moment` now, and the PBX has been `read`, or has not been for a while."""
        self.office.now = moment
        if read:
            self.office.company.read_at = moment
        await schedule.tick(self.jobs, moment)
