"""The doctor: whether the store is whole, and what can be made anew from the records is made anew.

`examine(store) -> list[Finding]` looks and mends what is derived; `differences(store)` are the records that
are not what the journal says, which `put_back(store, differences)` makes so, as one batch that can be undone;
`look_around(store)` tells of the files beside it. A file that can't be opened is for `db.rescue`.
"""

from db.doctor.around import look_around
from db.doctor.comparing import Difference, differences, put_back
from db.doctor.examining import examine, examine_closely
from db.doctor.findings import Finding, Severity

__all__ = [
    "Difference", "Finding", "Severity", "differences", "examine", "examine_closely", "look_around",
    "put_back",
]  # fmt: skip
