"""The first half of a plan: rows are read, what they name is looked up, and which record each one is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from db.errors import Cancelled
from db.exchange.matching import Match
from db.exchange.plan import CARDS, UID, Candidate, Decisions, Problem, Proposal, SheetProposal
from db.exchange.returning import Returned, ReturnedSheet, Returning
from db.exchange.row_reader import Draft, LongTexts, RowReader
from db.exchange.sheets import Value
from db.exchange.store_records import StoreRecords, compose_title
from db.exchange.telling import tell
from db.fields import Field, Kind
from db.language import tr
from db.records import RECORDS, kind_fields
from db.records.base import Role
from db.title_lists import joined
from db.understanding.answers import quoted

ORDER = ("partner", "contact", "facility", "event", "programme", "release", "visit", "wording")
"""Kinds in the order in which they are planned: what others name comes first, parts and links last."""

Progress = Callable[[int, int], None]
Asked = Callable[[], bool]

EVERY = 200  # rows between two looks at whether to cancel


class Watch:
    """Counts rows, tells how many are done, and stops when the person has asked to."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Asked | None) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def step(self) -> None:
        """One more row is done. Raises Cancelled."""
        self._done += 1
        if self._done % EVERY == 0 or self._done == self._total:
            if self._cancelled and self._cancelled():
                raise Cancelled
            if self._progress:
                self._progress(self._done, self._total)


@dataclass(slots=True)
class Entry:
    """A row and which record it is: `uid` is that of the store, of an earlier row, or a new one.

    `linked` has the uids that each LINKED field names. A row with problems is held back. Of a row that has
    `returned` the draft holds only what differs from the export.
    """

    draft: Draft
    uid: str = ""
    how: str = ""
    candidates: tuple[Candidate, ...] = ()
    linked: dict[str, list[str]] = field(default_factory=dict)
    returned: Returned | None = None

    @property
    def held(self) -> bool:
        """Whether something keeps the row from being taken."""
        return bool(self.draft.problems)

    @property
    def stays_deleted(self) -> bool:
        """Whether the record was deleted here since the export and is not wanted back."""
        return self.returned is not None and self.returned.gone and not self.returned.wanted


@dataclass(slots=True)
class Beside:
    """A partner that a row names and nobody knows yet."""

    uid: str
    name: str
    country: str | None
    sheet: int
    row: int
    note: str = ""


class Finder:
    """Reads and looks up the rows of a whole workbook."""

    def __init__(
        self, records: StoreRecords, proposal: Proposal, decisions: Decisions, watch: Watch, back: Returning
    ) -> None:
        self.entries: dict[int, list[Entry]] = {}
        self.beside: dict[str, Beside] = {}
        self._records = records
        self._proposal = proposal
        self._decisions = decisions
        self._watch = watch
        self._coming: dict[str, set[str]] = {}
        self._tied_here: dict[tuple[str, str], dict[str, str]] = {}
        self._known_as: dict[tuple[str, str], str] = {}
        self._of_cards = CARDS in proposal.workbook.properties
        self._back = back

    def find(self) -> None:
        """Fill `entries`, by the place of their table in the proposal, and `beside`. Raises Cancelled."""
        for _, sheet in self._sheets():
            self._coming.setdefault(sheet.into or "", set()).update(uid for _, uid in _uids(sheet))
            self._remember_ties(sheet)
        for place, sheet in self._sheets():
            self.entries[place] = self._of_sheet(place, sheet)

    def _sheets(self) -> Iterator[tuple[int, SheetProposal]]:
        """The tables that go anywhere, in the order of their kinds."""
        last = len(ORDER)
        going = [
            (ORDER.index(sheet.into) if sheet.into in ORDER else last, place, sheet)
            for place, sheet in enumerate(self._proposal.sheets)
            if sheet.into and sheet.table
        ]
        for _, place, sheet in sorted(going, key=lambda each: each[:2]):
            yield place, sheet

    def _of_sheet(self, place: int, sheet: SheetProposal) -> list[Entry]:
        assert sheet.table is not None and sheet.into is not None
        kind = sheet.into
        self._load_ties(kind, sheet)
        further = _long_texts(self._proposal)
        reader = RowReader(place, sheet, self._records.titles(kind), further, self._partner_country)
        back = self._back.sheet(place, sheet)
        if back is not None:
            back.begin(reader, further)
        entries = []
        for row, cells in sheet.table.rows():
            together = self._read(row, cells, reader, back)
            for before, entry in enumerate(together):
                if not entry.stays_deleted:
                    self._look_up(entry, to_own_kind=False)
                if not entry.held:
                    self._identify(entry, frozenset(each.uid for each in together[:before]))
            _ask_once(together)
            entries += together
            self._watch.step()
        for entry in entries:
            if not entry.held and not entry.stays_deleted:
                self._look_up(entry, to_own_kind=True)
        self._ask_about_copies(place, entries)
        return entries

    def _read(
        self, row: int, cells: Mapping[int, Value], reader: RowReader, back: ReturnedSheet | None
    ) -> list[Entry]:
        """A row as it is read, with an entry for each person in it; where it came back, only what differs."""
        if back is None:
            # A card is that of one person.
            drafts = [reader.read(row, cells)] if self._of_cards else reader.read_each(row, cells)
            return [Entry(draft) for draft in drafts]
        decided, uid = self._decisions.get((back.place, row)), back.uid(cells)
        if decided is not None and decided != uid:
            draft = reader.read(row, cells)
            draft.uid = ""
            return [Entry(draft)]
        found = back.read(row, cells)
        if found is None:
            return [Entry(draft) for draft in reader.read_each(row, cells)]
        return [Entry(found[0], returned=found[1])]

    def _ask_about_copies(self, place: int, entries: list[Entry]) -> None:
        """Hold back changed rows whose uid another row of the sheet has: whoever copies a row to add a record
        copies its hidden columns."""
        uids = Counter(entry.draft.uid for entry in entries if entry.returned)
        for entry in entries:
            draft = entry.draft
            if entry.returned is None or not entry.returned.is_touched or uids[draft.uid] < 2:
                continue
            if (place, draft.row) not in self._decisions:
                why = tr("Another row has the same hidden uid. Choose which record this one is, or add it.")
                draft.refuse(UID, draft.uid, why)
                title = self._records.titles(draft.kind).get(draft.uid, "")
                entry.candidates = (Candidate(draft.uid, title),)

    def _load_ties(self, kind: str, sheet: SheetProposal) -> None:
        """Read what the records of a sheet with uids are tied to, to tell what was changed in its cells."""
        mapped = {column.target for column in sheet.columns}
        fields = [f for f in kind_fields(kind).values() if f.kind is Kind.LINKED and f.name in mapped]
        uids = [uid for _, uid in _uids(sheet) if self._records.has(kind, uid)] if fields else []
        for about in fields:
            self._records.load_ties(kind, about, uids)

    def _remember_ties(self, sheet: SheetProposal) -> None:
        """Take down whom the rows of a sheet of links tie together, by the uids and names that they give."""
        assert sheet.into is not None and sheet.table is not None
        ends = [about.name for about in kind_fields(sheet.into).values() if about.owner][:2]
        columns = [(sheet.column(f"{UID}:{end}"), sheet.column(end)) for end in ends]
        if RECORDS[sheet.into].about.role is not Role.LINK or not all(identity for identity, _ in columns):
            return
        for _, cells in sheet.table.rows():
            uids = [tell(cells.get(identity.index)).casefold() for identity, _ in columns if identity]
            texts = [" ".join(tell(cells.get(name.index)).split()) if name else "" for _, name in columns]
            for here, there in ((0, 1), (1, 0)):
                tied = self._tied_here.setdefault((sheet.into, uids[here]), {})
                tied[texts[there]] = uids[there]

    def _look_up(self, entry: Entry, *, to_own_kind: bool) -> None:
        """Find what the REFERENCE and LINKED fields of a row name; those to its own kind come later."""
        draft = entry.draft
        fields = kind_fields(draft.kind)
        for name in dict.fromkeys((*draft.texts, *draft.identities)):
            if (fields[name].to == draft.kind) == to_own_kind:
                self._refer(draft, fields[name])
        for name in draft.linked if not to_own_kind else ():
            self._link(entry, fields[name])

    def _refer(self, draft: Draft, about: Field) -> None:
        """The uid that a REFERENCE field of a row comes to: its hidden one unless the name was changed."""
        name, kind = about.name, about.to
        text, identity = draft.texts.get(name, ""), draft.identities.get(name, "")
        identity = self._known_as.get((kind, identity), identity)
        identity = self._records.merged_into(kind, identity) or identity
        title = self._records.titles(kind).get(identity)
        known = title is not None or identity in self._coming.get(kind, ())
        if known and (self._of_cards or not text or title is None or _words(title) == _words(text)):
            draft.values[name] = identity
            return
        if text:
            uid, why = self._named(draft, about, text)
            if uid:
                draft.values[name] = uid
                return
            if not known:
                draft.refuse(draft.headers.get(name, about.label), text, why)
                return
            draft.notes.append(tr("“{text}” is not known; “{title}” was kept.", text=text, title=title))
            draft.values[name] = identity
            return
        why = tr("The record that the hidden column refers to is not here.")
        draft.refuse(about.label, identity, why)

    def _link(self, entry: Entry, about: Field) -> None:
        """The uids that a LINKED field of a row names, none where the cell says what is tied already."""
        draft = entry.draft
        ties = self._records.ties(draft.kind, about.name, draft.uid) if draft.uid else []
        if entry.returned is not None:
            ties = [*entry.returned.sheet.earlier.ties(draft.kind, about, draft.uid), *ties]
        elif ties and draft.cells[about.name] == joined(tie.title for tie in ties if tie.title):
            return
        tied = dict(self._tied_here.get((about.through, draft.uid), {})) if draft.uid else {}
        tied |= {_words(tie.title): tie.far for tie in ties}
        for text in draft.linked[about.name]:
            known = tied.get(_words(text))
            uid, why = (known, "") if known else self._named(draft, about, text)
            if uid:
                entry.linked.setdefault(about.name, []).append(uid)
            else:
                draft.refuse(draft.headers.get(about.name, about.label), text, why)

    def _named(self, draft: Draft, about: Field, text: str) -> tuple[str, str]:
        """The record that a text names, or why there is none; an unknown partner becomes a new one."""
        if about.to == "partner":
            found = self._records.partners.named(text, draft.values.get("country"))
            if found.note:
                draft.notes.append(found.note)
            return (
                (found.uid or self._new_partner(draft, text, found), "") if not found.why else ("", found.why)
            )
        uids = self._records.by_title(about.to).find(text)
        if len(uids) == 1:
            return uids[0], ""
        if uids:
            return "", tr("“{text}” is the name of {n} records.", text=quoted(text), n=len(uids))
        return "", tr("Nothing is called “{text}”. Add it first, or write another name.", text=quoted(text))

    def _new_partner(self, draft: Draft, text: str, found: Match) -> str:
        country = draft.values.get("country")
        made = Beside(str(uuid4()), text, country, draft.sheet, draft.row, found.note)
        self.beside[made.uid] = made
        self._records.partners.add(made.uid, text, {"name": text, "country": country})
        return made.uid

    def _partner_country(self, draft: Draft) -> str | None:
        """The country of the partner that a row names, where it is known."""
        for text in (*draft.linked.get("partner", ()), *draft.texts.values()):
            uid = self._records.partners.named(text, None).uid
            if uid and (country := self._records.partners.country(uid)):
                return country
        return None

    def _identify(self, entry: Entry, apart: frozenset[str] = frozenset()) -> None:
        """Tell which record a row is, and let later rows find it.

        `apart` are the records that other persons in the same row are. A decision about such a row is about
        the one of them who is asked about.
        """
        draft = entry.draft
        decided = self._decisions.get((draft.sheet, draft.row))
        if draft.share:
            self._match(entry, apart, decided)
        elif entry.returned is not None and entry.returned.gone:
            entry.uid, entry.how = draft.uid, tr("Deleted here since the export.")
        elif decided:
            entry.uid, entry.how = decided, tr("Chosen by you.")
        elif draft.uid and not _is_uid(draft.uid):
            draft.refuse(UID, draft.uid, tr("“{uid}” is not a uid.", uid=quoted(draft.uid)))
        elif draft.uid and draft.uid in self._records.titles(draft.kind):
            entry.uid, entry.how = draft.uid, tr("Found by its uid.")
        elif draft.uid and (now := self._records.merged_into(draft.kind, draft.uid)):
            entry.uid, entry.how = now, tr("Found by the uid that it had before a merge.")
            title = self._records.titles(draft.kind)[now]
            draft.notes.append(tr("The record of this row was merged into “{title}” here.", title=title))
        elif decided is None:
            self._match(entry)
        self._find_again(entry)
        self._protect(entry, decided)
        if not entry.uid and not draft.problems:
            self._add(entry)
        elif draft.kind == "contact" and not draft.problems:
            self._learn(entry)
        self._settle_uid(entry)

    def _protect(self, entry: Entry, decided: str | None) -> None:
        """Hold back what takes back an objection or brings back who was erased, unless that was chosen."""
        draft, guard = entry.draft, self._records.guard
        if draft.problems or entry.returned is not None or draft.kind != "contact":
            return
        if entry.uid and decided != entry.uid:
            entry.candidates = guard.keep_objection(draft, entry.uid)
        elif not entry.uid and decided is None:
            entry.candidates = guard.keep_erased(draft)
        elif not entry.uid and guard.is_erased(draft.uid):
            draft.uid = ""

    def _find_again(self, entry: Entry) -> None:
        """Know the record again that an earlier import of the same workbook made of a row."""
        draft, back = entry.draft, self._back.sheets.get(entry.draft.sheet)
        if back is None or entry.uid or draft.uid or draft.problems:
            return
        entry.uid = back.added_since(draft.values)
        if entry.uid:
            entry.how = tr("Added since the export, with the same values.")

    def _settle_uid(self, entry: Entry) -> None:
        """Let later sheets find a record by the uid that it has elsewhere; its row is no copy of ours."""
        draft = entry.draft
        if draft.uid and entry.uid and (self._of_cards or entry.uid != draft.uid):
            self._known_as[draft.kind, draft.uid] = entry.uid
            # The row of a record that was merged since goes on being compared with what was exported of it.
            draft.uid = draft.uid if entry.returned is not None else ""

    def _match(self, entry: Entry, apart: frozenset[str] = frozenset(), decided: str | None = None) -> None:
        draft = entry.draft
        if draft.kind == "contact":
            partner = next(iter(entry.linked.get("partner", ())), "")
            match = self._records.contacts.find(draft.values, partner, apart)
        else:
            matcher = self._records.matcher(draft.kind)
            match = matcher.find(draft.values)
        if draft.uid and not self._is_of_the_store(draft.kind, match):
            return  # rows of different uids are different records
        if match.note:
            draft.notes.append(match.note)
        if match.why and decided is not None and decided in ("", *(each.uid for each in match.candidates)):
            entry.uid, entry.how = decided, tr("Chosen by you.") if decided else ""
            return
        if match.why:
            draft.problems.append(Problem("", "", match.why))
            entry.candidates = match.candidates
        entry.uid, entry.how = match.uid, match.how

    def _is_of_the_store(self, kind: str, match: Match) -> bool:
        """Whether what a row may be was there before this import."""
        uids = [match.uid, *(each.uid for each in match.candidates)]
        return any(uid and self._records.has(kind, uid) for uid in uids)

    def _add(self, entry: Entry) -> None:
        """Take a row as a new record. One that lacks what its kind must have is held back."""
        draft = entry.draft
        for problem in _missing(draft):
            draft.problems.append(problem)
        if draft.problems:
            return
        entry.uid = draft.uid or str(uuid4())
        title = compose_title(draft.kind, draft.values)
        self._records.add(draft.kind, entry.uid, title, draft.values)
        if draft.kind == "contact":
            self._learn(entry)

    def _learn(self, entry: Entry) -> None:
        contacts = self._records.contacts
        contacts.learn(entry.uid, entry.draft.values)
        for partner in entry.linked.get("partner", ()):
            contacts.tie(entry.uid, partner)


def _ask_once(together: list[Entry]) -> None:
    """Let a person choose only where one of the persons in a row is asked about: a choice is about a row."""
    asked = [entry for entry in together if entry.candidates]
    for entry in asked if len(asked) > 1 else ():
        entry.candidates = ()
        entry.draft.refuse("", "", tr("Give each person a row of their own to choose."))


def _missing(draft: Draft) -> Iterator[Problem]:
    """What a new record can't do without. A row with a uid was a record before, whatever it lacks."""
    if draft.kind == "contact" and not draft.uid:
        if not any(draft.values.get(name) for name in ("family_name", "given_name")):
            yield Problem("", "", tr("The row has no name."))
        return
    for about in kind_fields(draft.kind).values():
        lacks = about.required and draft.values.get(about.name) is None
        if lacks and (about.kind is Kind.REFERENCE or not draft.uid):
            why = tr("The row has no “{field}”, which it needs.", field=about.label)
            yield Problem(draft.headers.get(about.name, ""), "", why)


def _uids(sheet: SheetProposal) -> Iterator[tuple[int, str]]:
    """The rows of a sheet that say which record they are."""
    column = sheet.column(UID)
    if column is None or sheet.table is None:
        return
    for row, cells in sheet.table.rows():
        if (value := cells.get(column.index)) is not None:
            yield row, tell(value).casefold()


def _words(title: str) -> str:
    """A title whatever blanks stand in it, as a cell may have others."""
    return " ".join(title.split())


def _is_uid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _long_texts(proposal: Proposal) -> LongTexts:
    """The further parts of long texts, from the sheet that Dateline wrote them to."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    properties = proposal.workbook.properties
    for sheet in proposal.workbook.sheets:
        if properties.get(f"Dateline sheet {sheet.name}") != "long texts":
            continue
        for cells in sheet.rows[1:]:
            if len(cells) >= 7 and isinstance(cells[3], int | float):
                key = (str(cells[5]).casefold(), str(cells[6]))
                found.setdefault(key, []).append((int(cells[3]), str(cells[4] or "")))
    return {key: [text for _, text in sorted(parts)] for key, parts in found.items()}
