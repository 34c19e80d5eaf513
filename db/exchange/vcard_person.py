"""What one contact card says of a person, as the cells of a row, in whichever version it was written."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

import db.language
from db.exchange import vcard_fields as fields
from db.exchange.cells import cell_maker
from db.exchange.labels import Labels
from db.exchange.sheets import NoteKind, Value
from db.exchange.vcard_lines import Card, Line
from db.exchange.vcard_out import reach_text
from db.fields import Field, Kind
from db.language import mark, tr
from db.names import parse_person
from db.records import kind_fields
from db.understanding import understand
from db.understanding.languages import language_code
from db.understanding.places import country_code, country_codes
from db.understanding.reaches import PREFERRED, TYPES
from db.values import Reach

SHORTEST = 5  # digits; fewer are no telephone number

_LABELS = {
    "ADR": mark("Address"),
    "ANNIVERSARY": mark("Anniversary"),
    "BDAY": mark("Birthday"),
    "CATEGORIES": mark("Categories"),
    "EMAIL": mark("E-mail"),
    "LABEL": mark("Address"),
    "LANG": mark("Language"),
    "NICKNAME": mark("Nickname"),
    "ORG": mark("Organisation"),
    "RELATED": mark("Related"),
    "ROLE": mark("Role"),
    "TEL": mark("Phone"),
    "TITLE": mark("Job title"),
    "URL": mark("Website"),
}
_LEFT_OUT = {
    "PHOTO": mark("photo"),
    "LOGO": mark("logo"),
    "SOUND": mark("sound"),
    "KEY": mark("key"),
    "AGENT": mark("card of an agent"),
}
_NO_CATEGORY = frozenset({"mycontacts", "* mycontacts", "starred", "* starred", "friends"})
_KINDS_OF_NOBODY = frozenset({"org", "group", "location", "application", "device"})
_BREAKS = re.compile(r"[ \t]*[\r\n\t][ \t\r\n]*")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_APPLE_TYPES = {"mobile": "mobile", "iphone": "mobile", "home": "home", "work": "work", "homefax": "fax"}
_APPLE_TYPES |= {"workfax": "fax", "otherfax": "fax", "main": "work"}
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_TEL = re.compile(r"tel:(?P<number>[^;]*)(?:.*?;ext=(?P<extension>\d+))?", re.IGNORECASE)


@dataclass
class Said:
    """What a card says: cells by the field of a contact, posts as cells by the field of a post.

    `note` is the remark about the row, with the text it is about; one that refuses keeps the row back.
    """

    uid: str
    cells: dict[str, Value] = field(default_factory=dict)
    posts: list[dict[str, Value]] = field(default_factory=list)
    notes: dict[NoteKind, str] = field(default_factory=dict)


def said(card: Card) -> Said:
    """What a card says."""
    return _Reader(card).read()


class _Reader:
    """Reads one card property by property; what has no field goes into the note."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._ours = card.first(fields.CARD) is not None
        self._fields = kind_fields("contact")
        self._labels = Labels(db.language.language())
        self._said = Said(_uid(card))
        self._reaches: dict[str, list[str]] = {"phones": [], "emails": []}
        self._texts: list[str] = []
        self._further: list[str] = []
        self._left_out: list[str] = []
        self._group_labels = {line.group: line.text.strip() for line in card.all("X-ABLABEL")}

    def read(self) -> Said:
        """Everything that the card says."""
        card, told = self._card, self._said
        self._take_names()
        self._take_work()
        self._take_address()
        self._take_languages()
        for line in card.lines:
            if line.name not in _TAKEN and line.name not in fields.SILENT:
                _HANDLERS.get(line.name, _Reader._take_other)(self, line)
        for name, texts in self._reaches.items():
            if texts:
                told.cells[name] = "\n".join(texts)
        if note := "\n".join((*self._texts, *self._further)):
            told.cells["note"] = note
        if self._left_out:
            told.notes[NoteKind.LEFT_OUT] = ", ".join(dict.fromkeys(self._left_out))
        if not self._ours and _is_nobody(card):
            told.notes[NoteKind.NO_PERSON] = ""
        elif not self._ours and not any(told.cells.get(name) for name in ("family_name", "given_name")):
            told.notes[NoteKind.NO_NAME] = ""
        if card.problem:
            told.notes[NoteKind.CARD] = card.problem
        return told

    def _put(self, name: str, value: object) -> None:
        """Take the value of a field as a cell that is read as the same value."""
        cell = cell_maker(self._fields[name], self._labels)(value).value
        if cell is not None:
            self._said.cells[name] = cell  # type: ignore[assignment]  # no field of a contact is an amount

    def _put_text(self, name: str, text: str) -> None:
        if plain := text.strip():
            self._said.cells[name] = plain

    def _keep(self, line: Line, text: str = "") -> None:
        """Put what has no field, or no sense, into the note behind a word for what it is."""
        plain = ", ".join(filter(None, (part.strip() for part in re.split(r"[\n;]", text or line.text))))
        if plain:
            self._further.append(f"{self._label(line)}: {plain}")

    def _label(self, line: Line) -> str:
        """What a property is called: as its card says, else by a word of ours, else by its own name."""
        label = self._group_label(line)
        if apple := _APPLE_LABEL.fullmatch(label):
            label = apple[1]
        if label:
            return label
        known = _LABELS.get(line.name)
        return tr(known) if known else line.name.removeprefix("X-").replace("-", " ").capitalize()

    def _group_label(self, line: Line) -> str:
        """The label that Apple and Google put beside a property, in a line of the same group."""
        return self._group_labels.get(line.group, "") if line.group else ""

    def _take_names(self) -> None:
        first, *others = self._card.all("N") or [Line("N", "")]
        alt = next((line for line in others if line.param("ALTID") == first.param("ALTID") is not None), None)
        parts = self._parts(first)
        if not self._ours and self._is_one_text(parts):
            self._take_whole_name(" ".join(parts[:2]).strip() or self._formatted())
        else:
            self._take_parts(fields.NAME.fields, parts)
        if alt is not None:
            self._take_parts(fields.NAME_ALT.fields, self._parts(alt)[:3])
        for line in others:
            if line is not alt:
                self._keep(line)

    def _take_parts(self, names: tuple[str, ...], parts: list[str]) -> None:
        for name, part in zip(names, parts, strict=False):
            self._put_text(name, part)
        if len(parts) > 4 and parts[4]:
            self._further.append(tr("After the name: {text}", text=parts[4]))

    def _parts(self, line: Line) -> list[str]:
        """Family, given, additional names, what stands before and after the name."""
        parts = [part.strip() for part in line.components()]
        return [*parts, *[""] * (5 - len(parts))]

    def _is_one_text(self, parts: list[str]) -> bool:
        """Whether a telephone has put the whole name into one place, or only FN has it."""
        filled = [part for part in parts if part]
        return not filled or (len(filled) == 1 and filled[0] in parts[:2] and " " in filled[0])

    def _formatted(self) -> str:
        line = self._card.first("FN")
        return _unbroken(line.text) if line and not _is_nobody(self._card) else ""

    def _take_whole_name(self, text: str) -> None:
        person = parse_person(text) if text else None
        if person is None or "@" in text or not (person.family or person.given):
            return
        values = (person.family, person.given, person.patronymic, person.honorific, person.suffix)
        self._take_parts(fields.NAME.fields, list(values))
        if not person.certain:
            self._said.notes[NoteKind.NAME_SPLIT] = text

    def _take_work(self) -> None:
        """TITLE, ORG and the posts that only a card of ours has."""
        titles = [line for line in self._card.all("TITLE") if not line.param(fields.OF)]
        roles = self._card.all("ROLE")
        if not titles and not self._ours:
            titles, roles = roles[:1], roles[1:]
        if titles:
            self._put_text("job_title", _unbroken(titles[0].text))
        for line in (*titles[1:], *roles):
            self._keep(line)
        self._take_posts()
        organisations = self._card.all("ORG")
        for place, line in enumerate(organisations):
            if place:
                self._keep(line)
            else:
                self._take_organisation(line)

    def _take_posts(self) -> None:
        for line in self._card.all(fields.POST):
            parts = dict(part.partition("=")[::2] for part in line.components(","))
            identity = {"uid": "uid", "uid:partner": "partner", "partner": "partner-name"}
            told = {name: parts.pop(part, "") for name, part in identity.items()}
            post: dict[str, Value] = {name: text for name, text in told.items() if text}
            for name, text in parts.items():
                about = kind_fields("post").get(name.replace("-", "_"))
                if about is None or not self._put_into(post, about, text):
                    self._further.append(f"{name}: {text}")
            self._said.posts.append(post)

    def _put_into(self, cells: dict[str, Value], about: Field, text: str) -> bool:
        """Take a value of ours into the cells of a post; answers whether it is one."""
        try:
            value = fields.read_text(about, text)
        except ValueError:
            return False
        cells[about.name] = cell_maker(about, self._labels)(value).value  # type: ignore[assignment]
        return True

    def _take_organisation(self, line: Line) -> None:
        name, *units = [_unbroken(part) for part in line.components(",")]
        if not name or any(post.get("partner") == name for post in self._said.posts):
            return
        unit = ", ".join(filter(None, units))
        if unit or ";" in name:
            uid = str(uuid5(UUID(self._said.uid), f"{name}\n{unit}"))
            post: dict[str, Value] = {"uid": uid, "partner": name, "unit": unit or None}
            self._said.posts.append(post | {"job_title": self._said.cells.get("job_title")})
        if ";" not in name:
            self._said.cells["partner"] = name

    def _take_address(self) -> None:
        lines = [line for line in self._card.all("ADR") if any(part.strip() for part in line.components())]
        best = min(lines, key=_by_preference, default=None)
        for line in lines:
            if line is not best:
                self._keep(line)
        if best is None:
            for line in self._card.all("LABEL"):
                self._keep(line)
            return
        parts = [*(_one_line(part) for part in best.components(",")), *[""] * 7]
        self._put_text("street", ", ".join(filter(None, parts[:3])))
        for name, part in zip(("city", "region", "postal_code"), parts[3:6], strict=True):
            self._put_text(name, part)
        self._take_country(best, parts[6])

    def _take_country(self, line: Line, text: str) -> None:
        code = (line.param(fields.COUNTRY_CODE) or "").upper()
        if code in country_codes() and (not text or country_code(text) in (code, None)):
            self._put("country", code)
        elif text and (known := country_code(text)):
            self._put("country", known)
        elif text:
            self._further.append(f"{self._fields['country'].label}: {text}")

    def _take_languages(self) -> None:
        lines = sorted(self._card.all("LANG"), key=_preference)
        codes = [(line, language_code(line.text)) for line in lines]
        for line, code in codes:
            if code is None:
                self._keep(line)
        if known := tuple(dict.fromkeys(code for _, code in codes if code)):
            self._put("languages", known)

    def _take_phone(self, line: Line) -> None:
        self._take_reach("phones", line, _dialled(line))

    def _take_email(self, line: Line) -> None:
        self._take_reach("emails", line, line.text.removeprefix("mailto:").strip())

    def _take_reach(self, name: str, line: Line, text: str) -> None:
        about, label = self._fields[name], self._group_label(line)
        apple = _APPLE_LABEL.fullmatch(label)
        kind = _type(line) or (_APPLE_TYPES.get((apple[1] if apple else label).lower(), "") if label else "")
        preferred = "pref" in line.types or line.param("PREF") == "1"
        if reach := _ours(line, kind, preferred, self._card.version):
            self._reaches[name].append(str(cell_maker(about, self._labels)((reach,)).value))
            return
        if not _is_reach(about, text):
            self._keep(line, text)
            return
        if label and not apple and not _APPLE_TYPES.get(label.lower()):
            self._keep(line, text)
        words = [tr(TYPES[kind])] if kind else []
        words += [tr(PREFERRED)] if preferred else []
        self._reaches[name].append(f"{text} ({', '.join(words)})" if words else text)

    def _take_birthday(self, line: Line) -> None:
        day = _DAY.fullmatch(line.text.strip())
        try:
            known = (
                dt.date(*map(int, day.groups())) if day and "X-APPLE-OMIT-YEAR" not in line.params else None
            )
        except ValueError:
            known = None
        if known is None:
            self._keep(line)
        else:
            self._put("birthday", known)

    def _take_categories(self, line: Line) -> None:
        about, others = self._fields["kind"], []
        for text in filter(None, (each.strip() for each in line.listed())):
            answer = understand(about, text)
            if answer.problem or "kind" in self._said.cells:
                others += [text] if text.casefold() not in _NO_CATEGORY else []
            else:
                self._put("kind", answer.value)
        if others:
            self._keep(line, ", ".join(others))

    def _take_note(self, line: Line) -> None:
        if text := line.text.strip():
            self._texts.append(text)

    def _take_photo(self, line: Line) -> None:
        self._left_out.append(tr(_LEFT_OUT[line.name]))

    def _take_other(self, line: Line) -> None:
        """One of our own properties, or what nobody foresaw."""
        about = self._fields.get(fields.field_name(line.name)) if line.name.startswith(fields.OURS) else None
        if about is not None and about.is_stored:
            try:
                self._put(about.name, fields.read(about, line))
            except ValueError:
                self._keep(line)
        elif _is_binary(line):
            self._left_out.append(self._label(line))
        else:
            self._keep(line)


_TAKEN = frozenset(
    {"UID", "N", "FN", "TITLE", "ROLE", "ORG", "ADR", "LABEL", "LANG", "X-ABLABEL", fields.POST}
)
"""Properties that are not read where they stand, since one of them says what another means."""

_HANDLERS: Mapping[str, Callable[[_Reader, Line], None]] = {
    "TEL": _Reader._take_phone,
    "EMAIL": _Reader._take_email,
    "BDAY": _Reader._take_birthday,
    "CATEGORIES": _Reader._take_categories,
    "NOTE": _Reader._take_note,
    **dict.fromkeys(_LEFT_OUT, _Reader._take_photo),
}


def _uid(card: Card) -> str:
    """The UUID that the card says; else one made of all that it says, so that the same one is known again."""
    line = card.first("UID")
    text = (line.value if line else "").strip().lower().removeprefix("urn:uuid:").removesuffix(":abperson")
    try:
        return str(UUID(text))
    except ValueError:
        content = "\n".join(f"{each.name}:{each.value}" for each in card.lines if each.name not in _UNSTABLE)
        return str(uuid5(NAMESPACE_URL, content))


_UNSTABLE = frozenset({"REV", "PRODID", "PHOTO", "X-ABUID"})


def _is_binary(line: Line) -> bool:
    encodings = {each.upper() for each in line.params.get("ENCODING", ())}
    return bool(encodings & {"B", "BASE64"}) or line.value.startswith("data:")


def _is_nobody(card: Card) -> bool:
    """Whether a card is that of an organisation or a group."""
    kinds = [line for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") for line in card.all(name)]
    shown_as = card.first("X-ABSHOWAS")
    if any(line.value.strip().lower() in _KINDS_OF_NOBODY for line in kinds):
        return True
    if shown_as is not None and shown_as.value.strip().upper() == "COMPANY":
        return True
    name, full, organisation = card.first("N"), card.first("FN"), card.first("ORG")
    if full is None or organisation is None or (name and any(map(str.strip, name.components()))):
        return False
    return full.text.strip() == organisation.components()[0].strip()


def _ours(line: Line, kind: str, preferred: bool, version: str) -> Reach | None:
    """A phone or e-mail as it was typed; None where its line does not say so or was changed since."""
    typed, normal = line.param(fields.TYPED), line.param(fields.NORMAL)
    if typed is None or normal is None:
        return None
    reach = Reach(typed, kind, preferred, normal)
    return reach if line.text == reach_text(line.name, reach, version) else None


def _type(line: Line) -> str:
    """The type of a phone or e-mail; a fax at work is a fax."""
    for word, kind in (("fax", "fax"), ("cell", "mobile"), ("home", "home"), ("work", "work")):
        if word in line.types:
            return kind
    return ""


def _dialled(line: Line) -> str:
    """The number that a TEL says, without the URI around it."""
    text = " ".join(line.text.split())
    if uri := _TEL.match(text):
        return f"{uri['number']} ext. {uri['extension']}" if uri["extension"] else uri["number"]
    return text.replace(";", ",")


def _is_reach(about: Field, text: str) -> bool:
    """Whether a text can be what it is given for: enough digits for a number, an address for an e-mail."""
    if about.kind is Kind.PHONES:
        digits = sum(letter.isdecimal() for letter in text)
        return digits >= SHORTEST and digits >= sum(letter.isalpha() for letter in text) and ":" not in text
    return bool(text) and not understand(about, text).problem


def _unbroken(text: str) -> str:
    """The text on one line; a no-break or narrow blank within it stays what it is."""
    return _BREAKS.sub(" ", text).strip()


def _one_line(text: str) -> str:
    return ", ".join(filter(None, (part.strip() for part in text.split("\n"))))


def _preference(line: Line) -> int:
    """The place that PREF gives a line, from 1; those without one come last (RFC 6350 section 5.3)."""
    text = line.param("PREF") or ""
    return int(text) if text.isdecimal() else 100


def _by_preference(line: Line) -> tuple[int, bool, bool]:
    return _preference(line), "pref" not in line.types, "work" not in line.types
