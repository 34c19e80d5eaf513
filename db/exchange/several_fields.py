"""One column for two fields: job title and partner, phone and e-mail, a name with the job title behind it."""

import re
from dataclasses import dataclass, field, replace

from db.exchange.name_cells import says_office, says_organisation
from db.language import mark, tr
from db.names import looks_like_family
from db.understanding.answers import quoted

# What may stand between the two, the surest first; a comma may be part of either.
_BETWEEN = (r"\n+", r"\s*;\s*", r"\s*\|\s*", r"\s+/\s+", r"\s+[-–—]\s+", r"\s*/\s*", r"\s+at\s+", r",\s*")
_E_MAIL = re.compile(r"[^\s,;/<>()]+\s?(?:@|\((?:at|@)\)|\[(?:at|@)\])\s?[^\s,;/<>()]+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:e-?mail|эл\.?\s?(?:почта|адрес)|почта)\s*:?\s*$|^[\s,;/:]+|[\s,;/:]+$", re.IGNORECASE
)
_JOB_AT = mark("“{text}” was read as the job title “{job}” at “{partner}”.")
_JOB_ALONE = mark("“{text}” was taken as the job title; it names no partner.")
_PARTNER_ALONE = mark("“{text}” was taken as the partner; it says no job title.")
_NAME_IS = mark("“{text}” was read as the name “{name}” and the job title “{job}”.")
_NAME_OR_JOB = mark("“{text}” may be a name alone, or a name and a job title. Give each a column of its own.")


@dataclass
class Both:
    """The text for each of the two fields ("" for none), what was assumed, why not, and what is neither."""

    first: str = ""
    second: str = ""
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    rest: str = ""


def halves(target: str) -> tuple[str, ...]:
    """The two targets of one such as "job_title+partner"; none for a target that is not of two."""
    return tuple(target.split("+")) if "+" in target else ()


def read_both(target: str, text: str) -> Both:
    """What of a cell goes to each of the halves of a target."""
    match target:
        case "phones+emails":
            return _phones_and_emails(text)
        case "name+job_title":
            return _name_and_job(text)
        case "partner+job_title":
            both = _job_and_partner(text, partner_first=True)
            return replace(both, first=both.second, second=both.first)
        case _:
            return _job_and_partner(text)


def _phones_and_emails(text: str) -> Both:
    """What has an @ in it, and the rest."""
    emails = _E_MAIL.findall(text)
    lines = _E_MAIL.sub("\n", text).splitlines()
    others = list(filter(None, (_LABEL.sub("", _LABEL.sub("", line)).strip() for line in lines)))
    phones = [each for each in others if re.search(r"\d", each)]
    rest = [each for each in others if each not in phones and re.search(r"\w", each)]
    return Both("; ".join(phones), "; ".join(emails), rest=" ".join(rest))


def _job_and_partner(text: str, *, partner_first: bool = False) -> Both:
    """The job title first, whichever stands first in the cell."""
    one, two = _parted(text)
    job, partner = (two, one) if partner_first else (one, two)
    if two:
        return Both(job, partner, [tr(_JOB_AT, text=quoted(text), job=job, partner=partner)])
    if says_organisation(one):
        return Both("", one, [tr(_PARTNER_ALONE, text=quoted(text))])
    return Both(one, "", [tr(_JOB_ALONE, text=quoted(text))])


def _name_and_job(text: str) -> Both:
    """ "Анна Пример, редактор": in "Сапарова, Айдана" the comma may stand within the name."""
    one, two = _parted(text)
    if two and len(two.split()) == 1 and looks_like_family(one) and not says_office(two):
        return Both(problem=tr(_NAME_OR_JOB, text=quoted(text)))
    return Both(one, two, [tr(_NAME_IS, text=quoted(text), name=one, job=two)] if two else [])


def _parted(text: str) -> tuple[str, str]:
    """The two parts of a text, at the surest sign in it; the second is empty where there is no sign."""
    for sign in _BETWEEN:
        one, *two = re.split(sign, text.strip(), maxsplit=1)
        if two and one and two[0]:
            return " ".join(one.split()), " ".join(two[0].split())
    return text.strip(), ""
