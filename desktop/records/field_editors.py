"""Which editor each kind of field has on the form, and the way of a value into it and back.

The table EDITORS at the end is the one place that says so.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from db.fields import Field, Kind
from db.language import tr
from db.records import kind_fields
from db.rules import problems
from db.understanding import Context, Understood, typed, understand
from db.understanding.reaches import TYPES
from desktop.records.record_picker import RecordPicker, placeholder
from desktop.records.rule_field import RuleField
from desktop.records.small_fields import MoneyField, PassageField, WrappingField, YesNoField
from desktop.records.wording import choices_of
from desktop.widgets.choice_field import ChoiceField, MultiChoiceField
from desktop.widgets.date_field import DateField
from desktop.widgets.editor import Editor
from desktop.widgets.list_editor import ListEditor
from desktop.widgets.list_row import Item
from desktop.widgets.text_field import TextField
from desktop.workspace import Workspace

WRAPS_FROM = 36
"""The width of a field, in characters, from which one line of text is shown on as many as it needs."""


class Wishes(QObject):
    """What an editor of a form asks the window for."""

    rule = Signal()
    """To change the rule of the record in the form."""


@dataclass(frozen=True)
class Surroundings:
    """What an editor needs from the form around it."""

    workspace: Workspace
    kind: str
    context: Callable[[], Context]
    wishes: Wishes


class Control:
    """One field of a record on the form: its editor, and what stands in it as a value of the field."""

    checks_typing = True
    """Whether what is typed can be judged before it is finished."""

    def __init__(self, field: Field, around: Surroundings, editor: Editor) -> None:
        self.field = field
        self.editor = editor
        self._around = around
        self._values: dict[str, Any] = dict.fromkeys(self.names, field.empty)
        self._at_rest: Any = None
        editor.set_name(field.label)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that the editor is for; more than one where they are edited side by side."""
        return (self.field.name,)

    def show(self, values: Mapping[str, Any]) -> None:
        """Show what is stored."""
        self._values = {name: values.get(name) for name in self.names}
        into = self._into_editor()
        if self.editor.value() == into and not self.editor.error():
            # It stands there already, perhaps under her cursor.
            self.editor.reopen(into)
        else:
            self.editor.set_value(into)
        self._at_rest = self.editor.value()

    def understood(self) -> Understood:
        """What stands in the editor, as the value of the field."""
        if self.editor.value() == self._at_rest:
            return Understood(self._values[self.field.name])
        return self._read(self.editor.value())

    def changes(self, understood: Understood) -> dict[str, Any]:
        """By field, what is to be written; empty where nothing differs from what is stored."""
        name = self.field.name
        return {} if understood.value == self._values[name] else {name: understood.value}

    def refuse(self, sentence: str) -> None:
        """Say why what stands there was not saved; it stays, and Esc goes back to what is stored."""
        self.editor.reopen(self._at_rest)
        self.editor.set_error(sentence)

    def hold(self) -> None:
        """Keep what stands there as typed but not saved."""
        self.editor.reopen(self._at_rest)

    def restore(self, draft: Any) -> None:
        """Put back what was typed and never saved, as the editor's `draft` told it."""
        self.editor.show_draft(draft)
        self.editor.reopen(self._at_rest)

    def stored(self) -> dict[str, Any]:
        """By field, what was stored when she began to type."""
        return dict(self._values)

    def _into_editor(self) -> Any:
        return typed(self.field, self._values[self.field.name], self._around.context())

    def _read(self, value: Any) -> Understood:
        return understand(self.field, value, self._around.context())


class TextControl(Control):
    """Text that is typed as it is read."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        wraps = field.width >= WRAPS_FROM
        super().__init__(field, around, WrappingField() if wraps else TextField())


class LongTextControl(Control):
    """Text of several lines."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, PassageField())


class TypedControl(Control):
    """Numbers, periods, moments, coordinates, addresses: typed in one way, read in another."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, TextField())


class DateControl(Control):
    """A day, typed or picked from a calendar."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, DateField(self._parse, self._write))

    def _parse(self, text: str) -> dt.date | None:
        value = understand(self.field, text, self._around.context()).value
        return value if isinstance(value, dt.date) else None

    def _write(self, day: dt.date) -> str:
        return typed(self.field, day, self._around.context())


class MoneyControl(Control):
    """An amount with its currency beside it."""

    editor: MoneyField

    def __init__(self, field: Field, around: Surroundings) -> None:
        self._currency = kind_fields(around.kind).get(field.currency)
        choices = choices_of(self._currency) if self._currency else ()
        super().__init__(field, around, MoneyField(choices))

    @property
    def names(self) -> tuple[str, ...]:
        """The amount and its currency."""
        return (self.field.name, *((self.field.currency,) if self._currency else ()))

    def understood(self) -> Understood:
        """The amount; its currency is the one beside it, or the one typed with it."""
        amount, currency = self.editor.value()
        found = self._read(amount)
        if not found.problem and self._currency and currency:
            named = understand(self._currency, currency, self._around.context())
            code = found.currency or (named.value if isinstance(named.value, str) else "")
            found = replace(found, currency=code, problem=named.problem)
        return found

    def changes(self, understood: Understood) -> dict[str, Any]:
        """The amount, the currency, or both."""
        new = {self.field.name: understood.value}
        if self._currency:
            new[self._currency.name] = understood.currency or None
        return {name: value for name, value in new.items() if value != self._values[name]}

    def _into_editor(self) -> Any:
        return (super()._into_editor(), self._values.get(self.field.currency) or "")


class ChoiceControl(Control):
    """One choice out of a list, that can be typed in any of the ways that people write it."""

    editor: ChoiceField
    checks_typing = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, ChoiceField(choices_of(field)))
        self.editor.unmatched.connect(self._on_unmatched)

    def _on_unmatched(self, text: str) -> None:
        code = understand(self.field, text, self._around.context()).value
        if isinstance(code, str):
            self.editor.set_error("")
            self.editor.box.show_code(code)
            self.editor.commit()

    def _into_editor(self) -> Any:
        return self._values[self.field.name]

    def _read(self, value: Any) -> Understood:
        return Understood(value)


class LanguagesControl(Control):
    """Several languages as chips."""

    editor: MultiChoiceField
    checks_typing = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, MultiChoiceField(choices_of(field)))
        self.editor.unmatched.connect(self._on_unmatched)

    def _on_unmatched(self, text: str) -> None:
        codes = understand(self.field, text, self._around.context()).value
        if isinstance(codes, tuple) and codes:
            self.editor.set_error("")
            self.restore([list(dict.fromkeys((*self.editor.value(), *codes))), ""])
            self.editor.commit()

    def _into_editor(self) -> Any:
        return self._values[self.field.name] or ()

    def _read(self, value: Any) -> Understood:
        return Understood(value)


class YesNoControl(Control):
    """A tick."""

    checks_typing = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, YesNoField())

    def _into_editor(self) -> Any:
        return self._values[self.field.name]

    def _read(self, value: Any) -> Understood:
        return Understood(value)


class RuleControl(Control):
    """A rule in words; it is changed in the list that it is about."""

    editor: RuleField
    checks_typing = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, RuleField())
        self.editor.change_requested.connect(around.wishes.rule)

    def show(self, values: Mapping[str, Any]) -> None:
        """Show what is stored, and what is wrong with it as soon as that is known."""
        super().show(values)
        rule = values.get(self.field.name)
        if rule:
            self._around.workspace.read(partial(problems, text=rule), partial(self._on_problems, rule))

    def _on_problems(self, rule: str, found: list[str]) -> None:
        if self.editor.value() == rule:
            self.editor.show_problems(found)

    def _into_editor(self) -> Any:
        return self._values[self.field.name]

    def _read(self, value: Any) -> Understood:
        return Understood(value)


class ReferenceControl(Control):
    """A link to another record, and a picker to change it."""

    checks_typing = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        picker = RecordPicker(around.workspace, field.to, placeholder=placeholder(field.to), quiet=True)
        super().__init__(field, around, picker)

    def _into_editor(self) -> Any:
        return self._values[self.field.name]

    def _read(self, value: Any) -> Understood:
        return Understood(value)


class ListControl(Control):
    """Several values, each in a line of its own with its own error."""

    editor: ListEditor

    def __init__(self, field: Field, around: Surroundings, types: Sequence[str], example: str) -> None:
        words = [(code, tr(TYPES[code]) if code else "–") for code in types]
        add = tr("Add another {field}", field=field.label.lower())
        super().__init__(field, around, ListEditor(words, add, example, quiet=False))
        self._problems: dict[int, str] = {}
        self.editor.add_link.activated.connect(self._hide_stars)

    def understood(self) -> Understood:
        """The values of all lines; the problem of the first line that has one."""
        if self.editor.value() == self._at_rest:
            return Understood(self._values[self.field.name])
        answers = [self._entry(item) for item in self.editor.items()]
        self._problems = {place: each.problem for place, each in enumerate(answers) if each.problem}
        values = [value for each in answers if isinstance(each.value, tuple) for value in each.value]
        notes = " ".join(dict.fromkeys(each.note for each in answers if each.note))
        problem = next(iter(self._problems.values()), "")
        return Understood(tuple(values), note=notes, problem=problem)

    def refuse(self, sentence: str) -> None:
        """Say under each line what is wrong with it."""
        self.editor.reopen(self._at_rest)
        self.editor.set_error("" if self._problems else sentence)
        for place, problem in self._problems.items():
            self.editor.set_row_error(place, problem)

    def show(self, values: Mapping[str, Any]) -> None:
        """Show what is stored."""
        super().show(values)
        self._hide_stars()

    @Slot()
    def _hide_stars(self) -> None:
        for row in self.editor.rows():
            row.star.setVisible(self._has_preferred())

    def _has_preferred(self) -> bool:
        return True

    def _entry(self, item: Item) -> Understood:
        raise NotImplementedError


class ReachControl(ListControl):
    """Phones or e-mail addresses, each with its type, one of them preferred."""

    def _into_editor(self) -> Any:
        return [(each.type, each.value, each.preferred) for each in self._values[self.field.name] or ()]

    def _entry(self, item: Item) -> Understood:
        kind, text, preferred = item
        for kept in self._values[self.field.name] or ():
            if kept.value == text:
                return Understood((replace(kept, type=kind, preferred=preferred),))
        found = understand(self.field, text, self._around.context())
        reaches = found.value if isinstance(found.value, tuple) else ()
        entries = tuple(
            replace(reach, type=kind or reach.type, preferred=preferred or reach.preferred)
            for reach in reaches
        )
        return replace(found, value=entries)


class PhonesControl(ReachControl):
    """Phones."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, tuple(sorted(TYPES, key=bool)), "+996 312 901234")


class EmailsControl(ReachControl):
    """E-mail addresses."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, ("", "work", "home"), "name@example.org")


class LinksControl(ListControl):
    """Web addresses."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around, (), "https://")

    def _has_preferred(self) -> bool:
        return False

    def _into_editor(self) -> Any:
        return [("", address, False) for address in self._values[self.field.name] or ()]

    def _entry(self, item: Item) -> Understood:
        return understand(self.field, item[1], self._around.context())


EDITORS: dict[Kind, Callable[[Field, Surroundings], Control]] = {
    Kind.TEXT: TextControl,
    Kind.LONG_TEXT: LongTextControl,
    Kind.CHOICE: ChoiceControl,
    Kind.COUNTRY: ChoiceControl,
    Kind.LANGUAGE: ChoiceControl,
    Kind.LANGUAGES: LanguagesControl,
    Kind.CURRENCY: ChoiceControl,
    Kind.DATE: DateControl,
    Kind.PERIOD: TypedControl,
    Kind.MOMENT: TypedControl,
    Kind.WHOLE: TypedControl,
    Kind.NUMBER: TypedControl,
    Kind.MONEY: MoneyControl,
    Kind.YES_NO: YesNoControl,
    Kind.PHONES: PhonesControl,
    Kind.EMAILS: EmailsControl,
    Kind.LINK: TypedControl,
    Kind.LINKS: LinksControl,
    Kind.COORDINATES: TypedControl,
    Kind.RULE: RuleControl,
    Kind.REFERENCE: ReferenceControl,
}
"""The editor of each kind of field; LINKED has none, its records are listed under the fields."""
