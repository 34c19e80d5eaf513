"""One short file a tab: what is special about releases, contacts, partners and facilities."""

from desktop.records.spec import TabSpec
from desktop.tabs import contacts, facilities, partners, releases, side_kinds

_SPECS = {
    spec.kind: spec for spec in (releases.TAB, contacts.TAB, partners.TAB, facilities.TAB, *side_kinds.SPECS)
}


def spec_of(kind: str) -> TabSpec:
    """What is special about a kind of record; for one that nobody described, nothing."""
    return _SPECS.get(kind) or TabSpec(kind)
