"""How Alembic reaches the database: over the connection that `climbing.climb` hands it."""

from alembic import context

import db.chat_models  # noqa: F401 - tables that are to be known too
from db.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
