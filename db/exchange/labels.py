"""What stands for a code or a field in a workbook of a given language, which need not be the one in use."""

from collections.abc import Callable
from functools import cache
from typing import Any

from db.fields import Field, Kind
from db.language import catalogue
from db.records import RECORDS
from db.understanding import understand
from db.understanding.choices import NO, YES
from db.understanding.currencies import currency_code
from db.understanding.languages import language_code, language_name
from db.understanding.places import country_code, country_codes, country_name

PROGRAMME_COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ")
_LANGUAGES = Field("", Kind.LANGUAGES)

USUAL_LANGUAGES = ("en", "ru", "ky", "kk", "tg", "uz", "tk", "de", "fr")
USUAL_CURRENCIES = ("EUR", "USD", "KZT", "KGS", "TJS", "TMT", "UZS", "RUB", "GBP", "CHF")


class Labels:
    """Every word that a workbook in one language says, `language` being BCP 47.

    A label that would not read back to the same code gives way to the code itself, so that what is written
    always comes back.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)
        self.country = cache(self._country)
        self.tongue = cache(self._tongue)
        self.tongues = cache(self._tongues)
        self.choices = cache(self._choices)

    def tr(self, text: str, /, **values: Any) -> str:
        """`text` in the workbook's language, with `{name}` places filled in."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format(**values) if values else translated

    def field(self, field: Field) -> str:
        """The label of a field."""
        return self.tr(field.english)

    def kind(self, name: str) -> str:
        """What the records of a kind are called, such as "Contacts"."""
        return self.tr(RECORDS[name].about.words.many)

    def yes_no(self, value: bool) -> str:
        """ "Yes" or "No"."""
        return self.tr(YES if value else NO)

    def _choices(self, field: Field) -> dict[str, str]:
        """The labels of a choice field by code."""
        labels = [self.tr(choice.english) for choice in field.choices]
        return {
            choice.code: choice.code if labels.count(label) > 1 else label
            for choice, label in zip(field.choices, labels, strict=True)
        }

    def offered(self, field: Field) -> tuple[str, ...]:
        """What the drop-down of a field offers; nothing for a field without one."""
        match field.kind:
            case Kind.CHOICE:
                return tuple(self.choices(field).values())
            case Kind.YES_NO:
                return (self.yes_no(True), self.yes_no(False))
            case Kind.COUNTRY:
                near = [self.country(code) for code in PROGRAMME_COUNTRIES]
                far = sorted(self.country(code) for code in country_codes() - set(PROGRAMME_COUNTRIES))
                return (*near, *far)
            case Kind.LANGUAGE:
                return tuple(self.tongue(code) for code in USUAL_LANGUAGES)
            case Kind.CURRENCY:
                return tuple(code for code in USUAL_CURRENCIES if currency_code(code) == code)
            case _:
                return ()

    def _country(self, code: str) -> str:
        return _unless_lost(code, country_name(code, self.language), country_code)

    def _tongue(self, code: str) -> str:
        return _unless_lost(code, language_name(code, self.language), language_code)

    def _tongues(self, codes: tuple[str, ...]) -> str:
        names = "; ".join(self.tongue(code) for code in codes)
        return names if understand(_LANGUAGES, names).value == codes else "; ".join(codes)


def _unless_lost(code: str, label: str, read: Callable[[str], str | None]) -> str:
    return label if read(label) == code else code
