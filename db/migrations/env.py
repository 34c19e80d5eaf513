"""What Alembic runs for every upgrade: it uses the connection that it is given and its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
