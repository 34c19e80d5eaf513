"""How a store and a copy of it are known again in a workbook that comes back."""

from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.journal import Batch, Change


def store_id(session: Session) -> str:
    """What tells this store from every other, the same in its backups and after a restore.

    It comes from the first record that was ever written, whose uid is random and whose entry in the journal
    stays whatever happens to the record. Empty for a store that was never written to: no workbook can have
    come from it with anything to bring back.
    """
    first = (
        sa.select(Batch.at, Change.uid).join(Change, Change.batch == Batch.id).order_by(Change.id).limit(1)
    )
    found = session.execute(first).first()
    return "" if found is None else str(uuid5(NAMESPACE_OID, f"{found[0].isoformat()} {found[1]}"))
