"""Translation of every text that a person sees: one gettext catalogue for the core and the window.

`tr` translates now, `trn` chooses the plural, `mark` and `markn` only mark a text that is translated later
(a label declared on a class, say). The catalogues are
`resources/translations/<language>/LC_MESSAGES/dateline.mo`.
"""

import gettext
from functools import cache
from typing import Any

from resources import path


class _InUse:
    """The language that the program speaks: one for the whole process."""

    language = "en"
    catalogue = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` (BCP 47, such as "en" or "ru") from now on; an unknown one means English."""
    _InUse.language = language
    _InUse.catalogue = catalogue(language)


def language() -> str:
    """The language in use, as BCP 47."""
    return _InUse.language


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; an empty one, which answers English, where there is none."""
    return gettext.translation("dateline", path("translations"), [language], fallback=True)


def tr(text: str, /, **values: Any) -> str:
    """`text` in the language in use, with `{name}` places filled from `values`."""
    translated = _InUse.catalogue.gettext(text) if text else ""
    return translated.format(**values) if values else translated


def trn(one: str, many: str, n: int, /, **values: Any) -> str:
    """The form of `one`/`many` that fits `n`, with `{n}` and other places filled in."""
    return _InUse.catalogue.ngettext(one, many, n).format(n=n, **values)


def mark(text: str) -> str:
    """`text` unchanged; marks it for the catalogue where it is declared before it is shown."""
    return text


def markn(one: str, many: str, /) -> tuple[str, str]:
    """`one` and `many` unchanged; marks them as the two forms of one text, to be given to `trn` later."""
    return one, many
