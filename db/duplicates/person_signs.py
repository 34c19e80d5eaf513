"""What two contacts agree and differ in, and how often that happens with one person and with two.

The numbers of each rule are, in this order: one person, strangers, relatives, colleagues. Each is the part
of such pairs, of those where both records say anything, in which it happens.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from rapidfuzz.distance import OSA

from db.duplicates.body import Body
from db.duplicates.evidence import Shares, Sign
from db.duplicates.person import Name, Person, host_of, is_role
from db.duplicates.words import Likeness, Word, likeness, near
from db.language import mark
from db.names import sound

# What share of people elsewhere has one name, address and so on that is not known in the store yet.
USUAL = {
    "family": 1 / 2000,
    "given": 1 / 300,
    "patronymic": 1 / 300,
    "birthday": 1 / 20_000,  # the days of some sixty years
    "street": 1 / 20_000,
    "place": 1 / 100,
    "region": 1 / 15,
    "partner": 1 / 100,
    "job": 1 / 50,
    "email": 1 / 1_000_000,
    "host": 1 / 500,
    "phone": 1 / 1_000_000,
}
NEIGHBOURS = 4  # so many names of about the same share are a slip away from one

EQUAL, SOUND, NEAR, PART, INITIAL, SOME, OTHER = Likeness


def signs(a: Person, b: Person, shares: Shares) -> list[Sign]:
    """What two contacts agree and differ in."""
    found = [*_names(a, b, shares)]
    found += _emails(a, b, shares)
    found += _phones(a, b, shares)
    if a.birthday and b.birthday:
        found.append(_birthday(a.birthday, b.birthday, shares))
    found += _address(a, b, shares)
    found += _work(a, b, shares)
    return found


def _names(a: Person, b: Person, shares: Shares) -> list[Sign]:
    """The names in those of their scripts in which they are most alike, and whether both are women or men."""
    found: list[Sign] = []
    if a.names and b.names:
        mine, yours = min(product(a.names, b.names), key=_unlike)
        found += _name(mine, yours, shares)
    if a.sex and b.sex and a.sex != b.sex:
        # In Latin letters women are written by the family name of men, too; with titles nobody is.
        missed = 0.01 if a.sex_is_said and b.sex_is_said else 0.08
        found.append(Sign(missed, 0.5, 0.5, 0.5, mark("woman and man"), "", True))
    return found


def _unlike(names: tuple[Name, Name]) -> float:
    """How little two names have in common; where one says less, that is between alike and unlike."""
    a, b = names
    last, first = _likeness(a.family, b.family), _likeness(a.given, b.given)
    if last is not None and first is not None and min(last, first) > PART and _is_swapped(a, b, last, first):
        return 2.0 * NEAR
    if (last is None or last > INITIAL) and (first is None or first > INITIAL) and _moved(a, b):
        return 2.0 * NEAR
    untold = PART + 0.5
    return (untold if last is None else last) + (untold if first is None else first)


def _name(a: Name, b: Name, shares: Shares) -> Iterator[Sign]:
    last = _likeness(a.family, b.family)
    first = _likeness(a.given, b.given)
    if last is not None and first is not None and max(last, first) <= NEAR:
        yield _whole(last, first, a, b, shares)
    elif _is_swapped(a, b, last, first):
        yield _swapped(a, b, shares)
    elif moved := _moved(a, b):
        # Family names are made of given ones: what stands in the wrong place is as common as either.
        share = max(shares.share(part, moved.key, USUAL[part]) for part in ("family", "given"))
        yield Sign(0.008, share, share, share, mark("name in the wrong place"))
    else:
        if last is not None:
            yield _family(last, a.family, b.family, shares)
        if first is not None:
            yield _given(first, a.given, b.given, shares)
    if a.patronymic and b.patronymic:
        yield _patronymic(a.patronymic, b.patronymic, shares)


def _likeness(a: Word | None, b: Word | None) -> Likeness | None:
    if a is None or b is None:
        return None
    return EQUAL if a is b else likeness(a, b)


def _whole(last: Likeness, first: Likeness, a: Name, b: Name, shares: Shares) -> Sign:
    """Family and given name alike: one thing to say, though two that count."""
    why = {
        EQUAL: mark("same name"),
        SOUND: mark("names alike across scripts or spellings"),
        NEAR: mark("names alike but for a slip"),
    }[max(last, first)]
    one, two = _family(last, a.family, b.family, shares), _given(first, a.given, b.given, shares)
    return Sign(
        one.same * two.same,
        one.stranger * two.stranger,
        one.related * two.related,
        one.colleague * two.colleague,
        why,
    )


def _family(alike: Likeness, a: Word | None, b: Word | None, shares: Shares) -> Sign:
    """Who marries may take another name; relatives share one more often than not."""
    assert a is not None and b is not None
    share = max(shares.share("family", each.key, USUAL["family"]) for each in (a, b))
    if alike <= SOUND:
        return Sign(0.86, share, 0.7, share, mark("same family name"))
    if alike is NEAR:
        return Sign(0.08, NEIGHBOURS * share, 0.02, NEIGHBOURS * share, mark("family names alike"))
    if alike is PART:
        return Sign(0.02, NEIGHBOURS * share, 0.05, NEIGHBOURS * share, mark("part of the family name"))
    if alike is INITIAL:
        return Sign(0.97, 0.07, 0.7, 0.07, mark("initial of the family name"))
    if alike is SOME:
        return Sign(0.02, 0.05, 0.02, 0.05, mark("somewhat different family name"), "", True)
    return Sign(0.03, 0.95, 0.25, 0.95, mark("different family name"), "", True)


def _given(alike: Likeness, a: Word | None, b: Word | None, shares: Shares) -> Sign:
    assert a is not None and b is not None
    share = max(shares.share("given", each.key, USUAL["given"]) for each in (a, b))
    if alike <= SOUND:
        return Sign(0.84, share, share, share, mark("same given name"))
    if alike is NEAR:
        return Sign(0.08, NEIGHBOURS * share, NEIGHBOURS * share, NEIGHBOURS * share,
                    mark("given names alike"))  # fmt: skip
    if alike is PART:
        return Sign(0.03, NEIGHBOURS * share, NEIGHBOURS * share, NEIGHBOURS * share,
                    mark("part of the given name"))  # fmt: skip
    if alike is INITIAL:
        return Sign(0.97, 0.07, 0.07, 0.07, mark("initial of the given name"))
    if alike is SOME:
        return Sign(0.03, 0.05, 0.05, 0.05, mark("somewhat different given name"), "", True)
    # What is left of one person: Sasha beside Alexander, a name that was taken later.
    return Sign(0.01, 0.95, 0.95, 0.95, mark("different given name"), "", True)


def _is_swapped(a: Name, b: Name, last: Likeness | None, first: Likeness | None) -> bool:
    """Whether what one record has as the given name, the other has as the family name, and the other way."""
    if not (a.family and a.given and b.family and b.given):
        return False
    if last is None or first is None or min(last, first) <= PART:
        return False
    return _alike(a.family, b.given) and _alike(a.given, b.family)


def _alike(a: Word, b: Word) -> bool:
    return min(len(a.folded), len(b.folded)) > 2 and likeness(a, b) <= NEAR


def _moved(a: Name, b: Name) -> Word | None:
    """The name that one record has in one place and the other in the other, as where a name was torn."""
    if not _fit(a, b):
        for mine, yours in ((a.given, b.family), (a.family, b.given)):
            if mine and yours and likeness(mine, yours) <= SOUND:
                return mine
    return None


def _fit(a: Name, b: Name) -> bool:
    """Whether any of the names is alike as it stands."""
    pairs = ((a.family, b.family), (a.given, b.given))
    return any(one and other and likeness(one, other) <= INITIAL for one, other in pairs)


def _swapped(a: Name, b: Name, shares: Shares) -> Sign:
    assert a.family and b.family
    # Either of the two is the right one; the rarer reading is that of a name in the wrong column.
    share = shares.share("family", a.family.key, USUAL["family"])
    other = shares.share("family", b.family.key, USUAL["family"])
    return Sign(0.02, share * other, share * other, share * other, mark("given and family name swapped"))


def _patronymic(a: Word, b: Word, shares: Shares) -> Sign:
    alike = likeness(a, b)
    share = max(shares.share("patronymic", each.key, USUAL["patronymic"]) for each in (a, b))
    if alike <= SOUND:
        return Sign(0.9, share, 0.4, share, mark("same patronymic"))
    if alike in (NEAR, PART):
        return Sign(0.06, NEIGHBOURS * share, 0.02, NEIGHBOURS * share, mark("patronymics alike"))
    if alike is INITIAL:
        return Sign(0.97, 0.07, 0.4, 0.07, mark("initial of the patronymic"))
    return Sign(0.02, 1.0, 0.55, 1.0, mark("different patronymic"), "", True)


def _emails(a: Person, b: Person, shares: Shares) -> Iterator[Sign]:
    if not a.emails or not b.emails:
        return
    shared = [each for each in a.emails if each in b.emails]
    if shared:
        for address in shared[:2]:
            held = shares.held("email", address)
            share = shares.share("email", address, USUAL["email"])
            # Colleagues write from press@…; an address that three people have is not that of one.
            office = is_role(address) or held > 2
            yield Sign(0.6, share, 0.05, 0.3 if office else 0.002, mark("same e-mail {value}"), address)
            return
    for mine in a.emails:
        for yours in b.emails:
            if _mail_slip(mine, yours):
                yield Sign(0.08, 1e-5, 1e-3, 2e-3, mark("e-mails alike: {value}"), f"{mine}, {yours}")
                return
    hosts = {host_of(each) for each in a.emails} & {host_of(each) for each in b.emails} - {""}
    if hosts and not any(is_role(each) for each in (*a.emails, *b.emails)):
        host = min(hosts)
        share = shares.share("host", host, USUAL["host"])
        yield Sign(0.03, share, 0.03, 0.8, mark("different e-mail at the same organisation"), host, True)
    else:
        yield Sign(0.3, 1.0, 0.92, 0.2)


def _mail_slip(a: str, b: str) -> bool:
    """Whether one address is the other with a slip in it, in the part that names the person."""
    mine, _, my_host = a.partition("@")
    yours, _, your_host = b.partition("@")
    if my_host != your_host:
        return mine == yours and len(mine) > 5 and OSA.distance(my_host, your_host, score_cutoff=1) <= 1
    same_numbers = [c for c in mine if c.isdigit()] == [c for c in yours if c.isdigit()]
    return same_numbers and min(len(mine), len(yours)) > 5 and OSA.distance(mine, yours, score_cutoff=1) <= 1


def _phones(a: Person, b: Person, shares: Shares) -> Iterator[Sign]:
    if not a.phones or not b.phones:
        return
    shared = [each for each in a.phones if each in b.phones]
    if shared:
        mobile = next((each for each in shared if each in a.mobiles or each in b.mobiles), "")
        phone = mobile or min(shared, key=lambda each: shares.held("phone", each))
        share = shares.share("phone", phone, USUAL["phone"])
        if mobile and shares.held("phone", mobile) <= 2:
            yield Sign(0.6, share, 0.05, 0.005, mark("same mobile {value}"), phone)
        elif shares.held("phone", phone) <= 2:
            yield Sign(0.6, share, 0.15, 0.05, mark("same phone {value}"), phone)
        else:
            yield Sign(0.6, share, 0.4, 0.4, mark("same phone {value}"), phone)
    elif any(_digit_slip(mine, yours) for mine in a.phones for yours in b.phones):
        # Lines of one office follow each other.
        yield Sign(0.04, 1e-4, 0.02, 0.15, mark("phones that differ in one digit"))
    else:
        yield Sign(0.36, 1.0, 0.6, 0.6)


def _digit_slip(a: str, b: str) -> bool:
    return len(a) > 7 and len(b) > 7 and OSA.distance(a, b, score_cutoff=1) <= 1


def _birthday(a: str, b: str, shares: Shares) -> Sign:
    if a == b:
        share = shares.share("birthday", a, USUAL["birthday"])
        # One birth in eighty is of twins, and half of relatives are brothers and sisters.
        return Sign(0.9, share, 0.008, share, mark("same birthday"))
    if _date_slip(a, b):
        # A day has some twenty neighbours, and one in which day and month changed places.
        return Sign(0.07, 0.0015, 0.003, 0.0015, mark("birthdays that differ by a slip"))
    return Sign(0.03, 1.0, 0.98, 1.0, mark("different birthday"), "", True)


def _date_slip(a: str, b: str) -> bool:
    """Whether two days (ISO 8601) differ in one digit, in two neighbours, or have day and month swapped."""
    year, month, day = a.split("-")
    return OSA.distance(a, b, score_cutoff=1) <= 1 or f"{year}-{day}-{month}" == b


def _address(a: Person, b: Person, shares: Shares) -> Iterator[Sign]:
    """Street and house; where they don't agree, the town; the country and region where they differ."""
    street = _street(a, b, shares)
    if street is not None:
        yield street
    if street is None or not street.why:
        yield from _place(a, b, shares)
    elif a.places and b.places and not agreed_places(a, b):
        # Every town has its Lenin Street.
        yield Sign(0.1, 0.9, 0.05, 0.05, mark("in another town"), "", True)
    if a.country and b.country and a.country != b.country:
        yield Sign(0.04, 0.7, 0.1, 0.1, mark("different country"), "", True)


def _street(a: Person, b: Person, shares: Shares) -> Sign | None:
    if not a.street or not b.street:
        return None
    share = max(shares.share("street", each, USUAL["street"]) for each in (a.street, b.street))
    if a.street == b.street:
        return Sign(0.5, share, 0.7, 0.6, mark("same address"))
    mine, yours = a.street.split(), b.street.split()
    if _is_near_street(mine, yours):
        return Sign(0.12, 3 * NEIGHBOURS * share, 0.05, 0.1, mark("addresses alike"))
    return Sign(0.38, 1.0, 0.25, 0.3)


def _is_near_street(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two addresses have the same numbers and all but slips of the words, or the other way."""
    numbers = [[word for word in each if word[0].isdigit()] for each in (a, b)]
    names = [" ".join(sound(word) for word in each if not word[0].isdigit()) for each in (a, b)]
    if numbers[0] == numbers[1] and numbers[0]:
        return near(*names) or names[0] == names[1] or set(a) <= set(b) or set(b) <= set(a)
    digits = ["".join(each) for each in numbers]
    return names[0] == names[1] != "" and OSA.distance(*digits, score_cutoff=1) <= 1 and all(digits)


def agreed_places(a: Person | Body, b: Person | Body) -> list[str]:
    """The postal code or town in which two records agree, but for slips."""
    return [
        mine
        for mine in a.places
        for yours in b.places
        if mine == yours or (mine[0] == yours[0] == "c" and near(mine[1:], yours[1:]))
    ]


def _place(a: Person, b: Person, shares: Shares) -> Iterator[Sign]:
    if not a.places or not b.places:
        if a.region and b.region and a.region != b.region:
            yield Sign(0.1, 0.8, 0.1, 0.1, mark("different region"), "", True)
        return
    agreed = agreed_places(a, b)
    if agreed:
        share = min(shares.share("place", each, USUAL["place"]) for each in agreed)
        why = mark("same postal code") if agreed[0][0] == "p" else mark("same city")
        yield Sign(0.8, min(1.0, share), 0.85, 0.95, why)
    else:
        yield Sign(0.2, 0.9, 0.15, 0.05, mark("different city"), "", True)


def _work(a: Person, b: Person, shares: Shares) -> Iterator[Sign]:
    if a.partners and b.partners:
        shared = [each for each in a.partners if each in b.partners]
        if shared:
            share = min(shares.share("partner", each, USUAL["partner"]) for each in shared)
            yield Sign(0.75, share, 0.05 + share, 1.0, mark("same partner"))
        else:
            yield Sign(0.25, 0.97, 0.95, 0.001, mark("different partner"), "", True)
    if a.job and b.job:
        if a.job == b.job or near(a.job, b.job):
            share = shares.share("job", a.job, USUAL["job"])
            yield Sign(0.5, share, share, min(1.0, 2 * share), mark("same job title"))
        else:
            yield Sign(0.5, 0.97, 0.97, 0.95)
