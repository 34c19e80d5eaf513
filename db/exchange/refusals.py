"""Why a workbook is not read: each reason with its sentence for a person."""

from enum import Enum

from db.errors import WorldError
from db.language import mark, tr


class Reason(Enum):
    """A reason for not reading a file; the value is the sentence, with `{name}` for the file's name."""

    MISSING = mark("“{name}” is not there any more. Check where it was saved and choose it again.")
    NOT_A_FILE = mark("“{name}” is not a file. Choose a workbook.")
    NO_ACCESS = mark("“{name}” can't be opened. Close it in other programs, or ask for the right to read it.")
    UNREADABLE = mark("“{name}” can't be read from where it lies. Copy it to this computer and try again.")
    EMPTY = mark("“{name}” is an empty file. Ask for it to be sent again.")
    LOCK_FILE = mark(
        "“{name}” is the mark that Excel leaves beside an open workbook. Choose the workbook itself."
    )
    HALF = mark("Only a part of “{name}” arrived. Ask for it to be sent again.")
    DAMAGED = mark("“{name}” is damaged. Open it in Excel, let Excel repair it, save it and try again.")
    PASSWORD = mark(
        "“{name}” is protected with a password. Open it in Excel, save it without the password and try again."
    )
    DOCUMENT = mark(
        "“{name}” is a text document, not a workbook. Copy its table into a workbook and choose that."
    )
    PRESENTATION = mark("“{name}” is a presentation, not a workbook. Choose a workbook.")
    PDF = mark("“{name}” is a PDF, not a workbook. Ask for the workbook it was made from.")
    PICTURE = mark("“{name}” is a picture, not a workbook. Ask for the workbook it was made from.")
    MESSAGE = mark("“{name}” is an e-mail message. Save the workbook attached to it and choose that.")
    NUMBERS = mark(
        "“{name}” is a document of Apple Numbers. Export it from Numbers as Excel and choose that."
    )
    ARCHIVE = mark("“{name}” is an archive. Unpack it and choose the workbook inside.")
    WEB_PAGE = mark("“{name}” is a web page under another name. Open it in Excel and save it as .xlsx.")
    OLD_XML = mark("“{name}” is in Excel's XML format of 2003. Open it in Excel and save it as .xlsx.")
    VERY_OLD = mark(
        "“{name}” is in a format of Excel from before 1995. Open it in Excel and save it as .xlsx."
    )
    NO_WORKBOOK = mark("“{name}” is not a workbook. Choose a file of Excel, LibreOffice or a .csv.")
    NO_CARDS = mark("“{name}” holds no contact cards. Ask for the contacts to be exported again as .vcf.")
    NO_SHEETS = mark("“{name}” has no sheets with cells. Choose another workbook.")
    TOO_LARGE = mark(
        "“{name}” is too large to read. Split it into smaller workbooks and choose them in turn."
    )
    BOMB = mark("“{name}” would unpack to far more than a workbook holds, so it was not opened.")
    FAR_CELLS = mark(
        "The cells of “{name}” lie too far apart. Copy the table into a new workbook and choose that."
    )
    FOREIGN_XML = mark(
        "“{name}” holds instructions that no spreadsheet program writes, so it was not opened. "
        "Open it in Excel and save it as .xlsx if you trust who sent it."
    )
    TOO_SLOW = mark(
        "Reading “{name}” took too long and was stopped. Save it again as .xlsx in Excel and try again."
    )
    STOPPED = mark(
        "“{name}” can't be read. Open it in Excel, save it as .xlsx under a new name and try again."
    )


class Refused(Exception):
    """A file will not be read, for a reason that has its sentence."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason

    def as_world_error(self, name: str) -> WorldError:
        """The error for a person, about the file called `name`."""
        return WorldError(tr(self.reason.value, name=name))
