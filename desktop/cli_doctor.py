"""What `dateline doctor` does: look at a store, mend what is derived, rebuild a damaged one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.doctor import Finding, examine, look_around
from db.errors import Damaged
from db.language import tr
from db.rescue import Report, look, noticing, rescue
from desktop.cli_opening import open_store
from desktop.cli_passphrase import with_passphrase


@dataclass(frozen=True)
class Visit:
    """What the doctor found: in a store that opens, `findings`; in a damaged one, `why` and a `report`."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    why: str = ""
    report: Report | None = None

    @property
    def is_well(self) -> bool:
        """Whether there is nothing for a person to look at."""
        return not self.findings and self.report is None

    def told(self) -> Iterator[str]:
        """Line by line, for a person."""
        if self.report is not None:
            yield self.why
            yield from self.report.sources()
            yield from self.report.lines()
            if self.report.aside is None:
                yield ""
                yield tr("Nothing was changed. “dateline doctor --rebuild” rebuilds the store like this.")
            elif self.report.saved is not None:
                yield tr("This report is in {path}.", path=self.report.saved)
            return
        for finding in self.findings:
            yield f"{finding.message} {tr('It was put right.')}" if finding.mended else finding.message
        if not self.findings:
            yield tr("The store is in order.")
        for note in self.notes:
            yield note.message


def visit(path: Path, *, rebuild: bool) -> Visit:
    """Examine the store at a path; with `rebuild` a damaged one is rebuilt. Raises WorldError."""

    def examined(passphrase: str | None) -> Visit:
        try:
            store = noticing(path, passphrase, lambda: open_store(path, passphrase, create=False, reads=True))
        except Damaged as error:
            report = (rescue if rebuild else look)(path, passphrase=passphrase)
            return Visit(why=str(error), report=report)
        try:
            around = tuple(note for note in look_around(store) if note.rule != "backups")
            return Visit(tuple(examine(store, mend=not store.read_only)), around)
        finally:
            store.close()

    return with_passphrase(examined, path)
