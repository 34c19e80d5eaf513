"""What is typed into a form and not written: on its way into the store, or left with another record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.records import kind_fields
from db.unsaved import Typed


@dataclass(frozen=True)
class _Left:
    typed: Typed
    title: str


class Drafts:
    """The texts of one form that do not stand in its fields now, and those that do and are being written."""

    def __init__(self) -> None:
        self._going: dict[tuple[str, str], _Left] = {}
        self._left: dict[tuple[str, str], _Left] = {}

    def send(self, texts: Iterable[Typed], title: str) -> None:
        """These are on their way into the store, to the record called `title`."""
        for typed in texts:
            self._going[typed.uid, typed.field] = _Left(typed, title)

    def arrive(self, texts: Iterable[Typed]) -> None:
        """These are written, or stand in the fields again."""
        for typed in texts:
            self._end(typed)

    def come_back(self, typed: Typed) -> None:
        """This one could not be written, and its record is not shown any more."""
        going = self._end(typed)
        if going is not None:
            self._left.setdefault((typed.uid, typed.field), going)

    def created(self, uid: str) -> None:
        """A record that was new is in the store from now on."""
        for key, left in self._left.items():
            if left.typed.uid == uid:
                self._left[key] = replace(left, typed=replace(left.typed, is_new=False))

    def leave(self, typed: Typed, title: str) -> bool:
        """Keep a text until its record, called `title`, is shown again; False where it was kept before."""
        known = self._left.get((typed.uid, typed.field))
        if known is not None and known.typed.draft == typed.draft:
            return False
        self._left[typed.uid, typed.field] = _Left(typed, title)
        return True

    def take(self, uid: str) -> list[Typed]:
        """What was left with a record; it stands in the fields from now on."""
        return [self._left.pop(key).typed for key in list(self._left) if key[0] == uid]

    def take_new(self) -> list[Typed]:
        """The same for the record that was begun and never written."""
        keys = [key for key, left in self._left.items() if left.typed.is_new]
        return [self._left.pop(key).typed for key in keys]

    def forget(self, uid: str) -> None:
        """Let go of all that is typed into a record."""
        for texts in (self._going, self._left):
            for key in [key for key in texts if key[0] == uid]:
                del texts[key]

    def is_on_its_way(self) -> bool:
        """Whether something is being written."""
        return bool(self._going)

    def all(self, in_fields: Iterable[Typed]) -> list[Typed]:
        """All that is not written, with what stands in the fields; not what is yet to be put back."""
        found = {key: each.typed for key, each in (self._left | self._going).items() if not each.typed.run}
        return list((found | {(typed.uid, typed.field): typed for typed in in_fields}).values())

    def _end(self, typed: Typed) -> _Left | None:
        # Who typed on meanwhile has sent another one.
        key = (typed.uid, typed.field)
        known = self._going.get(key)
        return self._going.pop(key) if known is not None and known.typed is typed else None

    def by_record(self) -> dict[str, list[str]]:
        """By the title of the record, the labels of the fields whose text was left with it."""
        found: dict[str, list[str]] = {}
        for left in self._left.values():
            label = kind_fields(left.typed.kind)[left.typed.field].label
            found.setdefault(left.title, []).append(label)
        return found
