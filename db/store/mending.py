"""What of a store's file follows from the rest of it and can be made anew."""

from sqlalchemy.orm import Session


def renew_indexes(session: Session) -> None:
    """Make every index of every table anew from the rows, in the transaction of the session."""
    session.connection().exec_driver_sql("REINDEX")
