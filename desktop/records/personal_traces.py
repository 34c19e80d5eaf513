"""What the window remembers and a person who is erased may be named in: the lists as they were left."""

import json
from collections.abc import Iterable

from db.records import STANDING
from desktop.settings import Settings

_LEAST = 3


def forget_words(settings: Settings, words: Iterable[str]) -> None:
    """Forget views, kept or left, whose filters hold a name, an address or a number of the person."""
    named = [word.casefold() for word in words if len(word) >= _LEAST]
    for kind in STANDING:
        for key in (f"view/{kind}", f"saved/{kind}"):
            if _names(settings.get(key), named):
                settings.put(key, None)
        kept = settings.get(f"views/{kind}", [])
        if isinstance(kept, list) and any(_names(each, named) for each in kept):
            settings.put(f"views/{kind}", [each for each in kept if not _names(each, named)])
    recipients = settings.get("export/recipients", [])
    if isinstance(recipients, list) and any(_names(each, named) for each in recipients):
        settings.put("export/recipients", [each for each in recipients if not _names(each, named)])
    settings.sync()


def _names(kept: object, named: list[str]) -> bool:
    text = json.dumps(kept, ensure_ascii=False).casefold()
    return any(word in text for word in named)
