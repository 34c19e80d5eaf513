"""The grammar of contact cards, both ways: lines, their folding, parameters, and what is escaped in values.

RFC 6350 section 3 (vCard 4.0), RFC 2425 section 5.8 with RFC 2426 section 4 (3.0), vCard 2.1 section 2.1 for
what Outlook and old telephones write: bare parameters, quoted-printable and other character sets.
"""

import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from db.exchange.text_reader import likeliest
from db.language import tr

LINE_END = "\r\n"
WIDTH = 75  # octets in a line, its end not counted: RFC 6350 section 3.2

Params = Mapping[str, tuple[str, ...]]

_HEAD = re.compile(
    r"\s*(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)"
    r'(?P<params>(?:;(?:[^":;]|"[^"]*")*)*)\s*:'
)
_PARAM = re.compile(r';((?:[^":;]|"[^"]*")*)')
_PARAM_VALUE = re.compile(r'(?:[^",]|"[^"]*")+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_OLD = re.compile(r"\\([;,\\])")
_CARETS = re.compile(r"\^([n'^])")  # RFC 6868
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"})
_BARE_VALUES = frozenset({"INLINE", "URL", "CID", "CONTENT-ID"})


def escape(text: str) -> str:
    """`text` as it stands in a value or in one component of it (RFC 6350 section 3.4)."""
    clean = _UNWRITABLE.sub("", text)
    for sign in "\\,;":
        clean = clean.replace(sign, f"\\{sign}")
    return clean.replace("\n", "\\n")


def content_line(name: str, value: str, params: Sequence[tuple[str, str]] = ()) -> str:
    """One line, folded and ended; `value` is escaped already, parameters are quoted where they must be."""
    written = "".join(f";{key}={_param(text)}" for key, text in params)
    return _folded(f"{name}{written}:{value}")


def _param(text: str) -> str:
    """A parameter's value, with RFC 6868's signs for what no parameter could carry."""
    safe = _UNWRITABLE.sub("", text).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{safe}"' if re.search(r"[:;,\s]", safe) or not safe else safe


def _folded(line: str) -> str:
    """The line with an end after every 75 octets at most, never within a character."""
    pieces: list[str] = []
    begin = size = 0
    for place, letter in enumerate(line):
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > WIDTH:
            pieces.append(line[begin:place])
            begin, size = place, 1  # the blank that says the line goes on
        size += octets
    pieces.append(line[begin:])
    return f"{LINE_END} ".join(pieces) + LINE_END


@dataclass(frozen=True)
class Line:
    """One property of a card: `name` in capitals, `value` as it stands, still escaped; `params` by name.

    `old` says that the card is of version 2.1, which escapes less.
    """

    name: str
    value: str
    params: Params = field(default_factory=dict)
    group: str = ""
    old: bool = False

    @property
    def text(self) -> str:
        """The whole value, with nothing escaped in it."""
        return self._plain(self.value)

    @property
    def types(self) -> frozenset[str]:
        """What TYPE says, in small letters."""
        return frozenset(self.params.get("TYPE", ()))

    def param(self, name: str) -> str | None:
        """The first value of a parameter; None where the line has none of that name."""
        return next(iter(self.params.get(name, ())), None)

    def components(self, joiner: str = " ") -> tuple[str, ...]:
        """The parts that ";" separates; several values in one part are put together with `joiner`."""
        parts = _cut(self.value, ";")
        return tuple(joiner.join(map(self._plain, _cut(part, ","))) for part in parts)

    def listed(self) -> tuple[str, ...]:
        """The values that "," separates."""
        return tuple(map(self._plain, _cut(self.value, ",")))

    def _plain(self, value: str) -> str:
        if "\\" not in value:
            return value
        if self.old:
            return _ESCAPED_OLD.sub(r"\1", value)
        return _ESCAPED.sub(_unescaped, value)


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    if sign in "nN":
        return "\n"
    return sign if sign in "\\,;:" else found[0]


def _cut(value: str, sign: str) -> list[str]:
    """The pieces of a value between signs that are not escaped."""
    if sign not in value:
        return [value]
    pieces, begin, place = [], 0, 0
    while place < len(value):
        if value[place] == "\\":
            place += 1
        elif value[place] == sign:
            pieces.append(value[begin:place])
            begin = place + 1
        place += 1
    return [*pieces, value[begin:]]


@dataclass
class Card:
    """One card as it stands: its lines in their order; `problem` says why it can't be taken."""

    version: str = ""
    lines: list[Line] = field(default_factory=list)
    problem: str = ""

    def all(self, name: str) -> list[Line]:
        """The lines of a property."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """The first line of a property; None where there is none."""
        return next((line for line in self.lines if line.name == name), None)


def cards(content: bytes) -> Iterator[Card]:
    """The cards of a file, damaged ones among them. Text around cards is passed over."""
    reading: Card | None = None
    inside = 0  # cards within the card, as version 2.1 has them in AGENT
    for number, raw in _logical(_as_utf8(content)):
        word = raw.strip().upper()
        if word == b"BEGIN:VCARD":
            if reading is not None and (inside or _expects_agent(reading)):
                inside += 1
                continue
            if reading is not None:
                reading.problem = reading.problem or _no_end()
                yield reading
            reading = Card()
        elif reading is None:
            continue
        elif word == b"END:VCARD":
            if inside:
                inside -= 1
                continue
            yield reading
            reading = None
        elif not inside:
            _take(reading, number, raw)
    if reading is not None:
        reading.problem = reading.problem or _no_end()
        yield reading


def _no_end() -> str:
    return tr("its end is missing")


def _expects_agent(card: Card) -> bool:
    return bool(card.lines) and card.lines[-1].name == "AGENT" and not card.lines[-1].value.strip()


def _take(card: Card, number: int, raw: bytes) -> None:
    line = _parsed(raw, card.version.startswith("2"))
    if line is None:
        shown = raw[:60].decode("utf-8", "replace").strip()
        card.problem = card.problem or tr("line {number} can't be read: “{text}”", number=number, text=shown)
    elif line.name == "VERSION":
        card.version = line.value.strip()
    else:
        card.lines.append(line)


def _as_utf8(content: bytes) -> bytes:
    """The bytes of a file, from UTF-16 where its first two say so, with the line ends of Unix."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _logical(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, unfolded, each with the number of the line that it begins in.

    A line that begins with a blank goes on with the one before; so does one after quoted-printable that
    ends in "=" (RFC 2045 section 6.7). Version 2.1 keeps the blank.
    """
    begin, quoted, old = 0, False, False
    parts: list[bytes] = []
    for number, ended in enumerate(content.split(b"\n"), start=1):
        line = ended.rstrip(b"\r")
        if parts and quoted and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (b" ", b"\t"):
            parts.append(b" " + line.lstrip() if old else line[1:])
        else:
            if parts:
                yield begin, b"".join(parts)
            begin, parts = number, [line] if line.strip() else []
            word = line.strip().upper()
            old = word == b"VERSION:2.1" or (old and word != b"BEGIN:VCARD")
            quoted = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
    if parts:
        yield begin, b"".join(parts)


def _parsed(raw: bytes, old: bool) -> Line | None:
    """A line as it was read; None for what is no line of a card."""
    text = _decoded(raw)
    head = _HEAD.match(text)
    if head is None:
        return None
    params = _params(head["params"], old)
    value = text[head.end() :]
    encodings = {each.upper() for each in params.get("ENCODING", ())}
    charset = next(iter(params.get("CHARSET", ())), "")
    quoted = "QUOTED-PRINTABLE" in encodings
    if quoted or charset:
        octets = raw.partition(b":")[2] if '"' not in head["params"] else value.encode("utf-8", "replace")
        octets = quopri.decodestring(octets) if quoted else octets
        value = _decoded(octets, charset).replace("\r\n", "\n").replace("\r", "\n")
    return Line(head["name"].upper(), value, params, (head["group"] or "").upper(), old)


def _decoded(octets: bytes, charset: str = "") -> str:
    """The text of some bytes: in the character set named, else UTF-8, else the likeliest old one."""
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return octets.decode(encoding)
        except (ValueError, LookupError):  # not in that character set, or no such set
            continue
    return octets.decode(likeliest(octets)[0], "replace")


def _params(text: str, old: bool) -> dict[str, tuple[str, ...]]:
    """The parameters of a line by their names in capitals; a bare one is a TYPE, an encoding or a VALUE."""
    found: dict[str, list[str]] = {}
    for each in _PARAM.findall(text):
        name, equals, value = each.partition("=")
        key = name.strip().upper()
        if not equals:
            bare = key
            key = "ENCODING" if bare in _BARE_ENCODINGS else "VALUE" if bare in _BARE_VALUES else "TYPE"
            value = bare
        values = [part.strip().strip('"') for part in _PARAM_VALUE.findall(value)] or [""]
        if not old:
            values = [_CARETS.sub(_uncareted, part) for part in values]
        if key == "TYPE":
            values = [word.strip().lower() for part in values for word in part.split(",") if word.strip()]
        found.setdefault(key, []).extend(values)
    return {key: tuple(values) for key, values in found.items()}


def _uncareted(found: re.Match[str]) -> str:
    return {"n": "\n", "'": '"', "^": "^"}[found[1]]
