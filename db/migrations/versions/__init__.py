"""One script for each change of the schema, loaded by Alembic by path."""
