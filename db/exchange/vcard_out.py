"""Contacts as cards that other address books read: vCard 4.0, or 3.0 for those that know nothing newer."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.saving import replacing
from db.exchange.vcard_fields import (
    ADDRESS,
    CARD,
    COUNTRY_CODE,
    FORM,
    NAME,
    NAME_ALT,
    NORMAL,
    OF,
    POST,
    PRODUCT,
    TYPED,
    TYPES,
    V4,
    own_name,
    standard,
    written,
)
from db.exchange.vcard_lines import content_line, escape
from db.fields import Audience, Kind
from db.records import kind_fields
from db.records.contact import Contact, Post
from db.records.partner import Partner
from db.store import Store
from db.understanding.phones import shown
from db.understanding.places import country_code, country_name
from db.values import Reach
from db.writer import CHUNK, stored_fields

Version = Literal["4.0", "3.0"]
Params = list[tuple[str, str]]

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True)
class PostOfCard:
    """A post as a card has it: its uid, the partner's title, and its own fields."""

    uid: str
    partner: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class PersonOfCard:
    """A contact as a card has it: its uid, fields, posts with the main one first, and when it was changed."""

    uid: str
    values: Mapping[str, Any]
    posts: Sequence[PostOfCard] = ()
    modified: dt.datetime | None = None


def write_cards(
    store: Store,
    uids: Sequence[str],
    path: Path | None = None,
    version: Version = "4.0",
    audience: Audience = Audience.INTERNAL,
) -> bytes:
    """The cards of contacts, in the order of their uids, also written to `path` where one is given.

    Only fields that `audience` may see are in them. Raises WorldError when the file can't be written.
    """
    with store.read() as session:
        content = cards_of(session, uids, version, audience)
    if path is not None:
        with replacing(path) as unfinished:
            unfinished.write_bytes(content)
    return content


def cards_of(
    session: Session,
    uids: Sequence[str],
    version: Version = "4.0",
    audience: Audience = Audience.INTERNAL,
) -> bytes:
    """The same within a session, such as that of a task; uids that are no contacts are passed over."""
    return "".join(card(person, version, audience) for person in _people(session, uids)).encode()


def card(person: PersonOfCard, version: Version = "4.0", audience: Audience = Audience.INTERNAL) -> str:
    """The card of one person."""
    return _Composer(person, version, audience).text()


def _people(session: Session, uids: Sequence[str]) -> Iterator[PersonOfCard]:
    names = list(stored_fields(Contact))
    for begin in range(0, len(uids), CHUNK):
        chunk = uids[begin : begin + CHUNK]
        posts = _posts(session, chunk)
        found = {each.uid: each for each in session.scalars(sa.select(Contact).where(Contact.uid.in_(chunk)))}
        for contact in (found[uid] for uid in chunk if uid in found):
            values = {name: getattr(contact, name) for name in names}
            yield PersonOfCard(contact.uid, values, posts.get(contact.uid, ()), contact.modified)


def _posts(session: Session, contacts: Sequence[str]) -> dict[str, list[PostOfCard]]:
    """The posts of contacts: the main one first, then those that are held still, the latest before others."""
    query = sa.select(Post, Partner.title).join(Partner, Post.partner == Partner.uid)
    found: dict[str, list[PostOfCard]] = {}
    names = [name for name in stored_fields(Post) if name != "contact"]
    for post, title in session.execute(query.where(Post.contact.in_(contacts)).order_by(Post.id)):
        values = {name: getattr(post, name) for name in names}
        found.setdefault(post.contact or "", []).append(PostOfCard(post.uid, title, values))
    for posts in found.values():
        posts.sort(key=lambda post: post.values["started"] or "", reverse=True)
        posts.sort(key=lambda post: (not post.values["is_primary"], bool(post.values["ended"])))
    return found


@dataclass
class _Composer:
    """Puts one card together."""

    person: PersonOfCard
    version: Version
    audience: Audience
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The card, complete."""
        self._put("BEGIN", "VCARD")
        self._put("VERSION", self.version)
        self._put("PRODID", escape(PRODUCT))
        self._put("UID", f"urn:uuid:{self.person.uid}")
        if self.person.modified:
            self._put("REV", f"{self.person.modified:%Y%m%dT%H%M%SZ}")
        if self.version == V4:
            self._put("KIND", "individual")
        self._put_names()
        self._put_work()
        self._put_reaches("TEL", "phones")
        self._put_reaches("EMAIL", "emails")
        self._put_address()
        self._put_others()
        self._put(CARD, FORM)
        self._put_own()
        self._put("END", "VCARD")
        return "".join(self.lines)

    def _put(self, name: str, value: str, params: Params | None = None) -> None:
        self.lines.append(content_line(name, value, params or []))

    def _value(self, name: str) -> Any:
        """A field's value; empty where the audience may not see it."""
        about = kind_fields("contact")[name]
        return self.person.values.get(name) if self.audience.includes(about.audience) else about.empty

    def _put_names(self) -> None:
        """FN and N, both again in the other script where it is known (RFC 6350 sections 5.1 and 5.4)."""
        one, other = ([self._value(name) or "" for name in each.fields] for each in (NAME, NAME_ALT))
        both = self.version == V4 and any(other)
        versions = [(one, [("ALTID", "1")] if both else []), *([(other, [("ALTID", "1")])] if both else [])]
        for parts, params in versions:
            full = _full_name(parts)
            marked = params + _language(full) if both else params
            if full or parts is one:
                self._put("FN", escape(full or self._stand_in()), marked)
            honorific = parts[3] if len(parts) > 3 else ""
            components = (*parts[:3], honorific, "")
            self._put("N", ";".join(map(escape, components)), marked)

    def _stand_in(self) -> str:
        """What a card is called whose person has no name: RFC 6350 section 6.2.1 wants something."""
        alt = _full_name([self._value(name) or "" for name in NAME_ALT.fields])
        reach = next((each.value for name in ("emails", "phones") for each in self._value(name) or ()), "")
        partner = next((post.partner for post in self.person.posts), "")
        return alt or reach or partner or Contact.about.words.singular

    def _put_work(self) -> None:
        main = next(iter(self.person.posts), None)
        if main is not None and main.partner:
            unit = main.values.get("unit")
            self._put("ORG", ";".join(map(escape, filter(None, (main.partner, unit)))))
        if title := self._value("job_title"):
            self._put("TITLE", escape(title))
        elif main is not None and (title := main.values.get("job_title")):
            self._put("TITLE", escape(title), [(OF, "post")])

    def _put_reaches(self, name: str, from_field: str) -> None:
        for reach in self._value(from_field) or ():
            text, params = reach_text(name, reach, self.version), self._kinds(reach)
            if name == "TEL" and self.version == V4 and reach.normal:
                params = [("VALUE", "uri"), *params]
            if reach.value != text or reach.normal != text:
                params += [(TYPED, reach.value), (NORMAL, reach.normal)]
            uri = ("VALUE", "uri") in params
            self._put(name, text if uri else escape(text), params)

    def _kinds(self, reach: Reach) -> Params:
        """TYPE, and that a number is the preferred one: PREF in 4.0, a further type in 3.0."""
        kinds = [TYPES[reach.type]] if reach.type in TYPES else []
        if self.version == V4:
            return [("TYPE", kind) for kind in kinds] + ([("PREF", "1")] if reach.preferred else [])
        return [("TYPE", kind) for kind in (*kinds, *(["pref"] if reach.preferred else []))]

    def _put_address(self) -> None:
        street, city, region, code, country = (self._value(name) or "" for name in ADDRESS.fields)
        if not any((street, city, region, code, country)):
            return
        name = country_name(country, "en") if country else ""
        if country_code(name) != country:
            name = country
        params = [("TYPE", "work")] if self.version != V4 else []
        if country and self.version == V4:
            params.append((COUNTRY_CODE, country))
        self._put("ADR", ";".join(map(escape, ("", "", street, city, region, code, name))), params)

    def _put_others(self) -> None:
        if birthday := self._value("birthday"):
            day = birthday.isoformat()
            self._put("BDAY", day.replace("-", "") if self.version == V4 else day)
        if self.version == V4:
            for place, code in enumerate(self._value("languages") or (), start=1):
                self._put("LANG", code, [("PREF", str(min(place, 100)))])
        if kind := self._value("kind"):
            choice = kind_fields("contact")["kind"].choice(kind)
            self._put("CATEGORIES", escape(choice.english if choice else kind))
        if note := self._value("note"):
            self._put("NOTE", escape(note))

    def _put_own(self) -> None:
        """What no standard property of this version carries, and the posts."""
        carried = standard(self.version)
        for name, about in kind_fields("contact").items():
            if about.is_stored and name not in carried:
                value = self._value(name)
                if value is not None and value != ():
                    self._put(own_name(name), written(about, value))
        for post in self.person.posts:
            self._put(POST, ";".join(self._of_post(post)))

    def _of_post(self, post: PostOfCard) -> Iterable[str]:
        """A post as parts like "unit=Press office"; the partner by its uid and its name."""
        yield f"uid={escape(post.uid)}"
        yield f"partner-name={escape(post.partner)}"
        for name, value in post.values.items():
            about = kind_fields("post")[name]
            if value is None or not self.audience.includes(about.audience):
                continue
            said = escape(value) if about.kind is Kind.REFERENCE else written(about, value)
            yield f"{name.replace('_', '-')}={said}"


def reach_text(name: str, reach: Reach, version: str) -> str:
    """What stands in a TEL or EMAIL: what others can dial from anywhere, else as it was typed.

    A telephone number in 4.0 is a URI of RFC 3966, in 3.0 its international form.
    """
    if not reach.normal:
        return reach.value
    if name == "EMAIL":
        return reach.normal
    return f"tel:{reach.normal}" if version == V4 else shown(reach.normal, "en")


def _full_name(parts: Sequence[str]) -> str:
    """Honorific, given, patronymic and family name, from the order of N."""
    family, given, patronymic, *honorific = parts
    return " ".join(filter(None, (*honorific, given, patronymic, family)))


def _language(name: str) -> Params:
    """The script of a name as BCP 47 says it without a language: whether Асель is Kyrgyz, nobody says."""
    scripts = [
        tag for tag, letters in (("und-Cyrl", _CYRILLIC), ("und-Latn", _LATIN)) if letters.search(name)
    ]
    return [("LANGUAGE", scripts[0])] if len(scripts) == 1 else []
