"""Texts in a .csv that a spreadsheet program would take for a formula, kept from it in a way that comes back.

A text that begins with = + - @, a tab, a line break or an apostrophe gets an apostrophe in front, after
OWASP's advice on CSV injection; the apostrophe is among them so that every text has a form of its own.
Reading takes off an apostrophe that stands before one of these signs, so `unguarded(guarded(text)) == text`.
"""

_SIGNS = tuple("=+-@\t\r\n'")


def guarded(text: str) -> str:
    """`text` as it stands in a .csv."""
    return f"'{text}" if text.startswith(_SIGNS) else text


def unguarded(text: str) -> str:
    """The text that stands for `text` in a .csv, ours or one guarded alike."""
    return text[1:] if text.startswith("'") and text.startswith(_SIGNS, 1) else text
