"""Addresses that stand in records: where they truly lead, which of them are opened, and opening one.

Every address goes through here on its way out. Web pages, mails and calls are opened; a file, a share, a
script and whatever else another program may be registered for are not: Windows sends a share who she is, and
many a program does as an address tells it.
"""

import re
import unicodedata

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from db.language import mark, tr

WEB = ("http", "https")

_MAIL_HEADERS = frozenset({"subject", "body", "cc", "bcc", "to"})
"""What an address may tell a mail program (RFC 6068); "attach" would send a file of hers."""

_MAIL = re.compile(r"[^@?&/\\\s]+@[^@?&/\\\s]+")
_CALL = re.compile(r"[+0-9().\-]+(?:;[a-z-]+=[\w.+\-]+)*", re.IGNORECASE)
_FILE = re.compile(r"(?:file|smb|cifs|nfs|afp|ftp|sftp|dav|davs|webdav):|[\\/]{2}|[a-z]:[\\/]", re.IGNORECASE)

_LEADS_TO_A_FILE = mark(
    "It leads to a file or to another computer, not to a web page. Opening it could start a program or tell "
    "a stranger your password, so Dateline leaves it closed."
)
_LEADS_ELSEWHERE = mark(
    "It is no web page, e-mail address or phone number. Opening it could start a program, so Dateline leaves "
    "it closed."
)


def scheme(address: str) -> str:
    """What an address begins with, such as "https"; "" where it has no such beginning."""
    return plain(address).partition(":")[0].lower() if ":" in address else ""


def plain(address: str) -> str:
    """An address without signs that can't be seen or that turn letters around (Unicode's Cc and Cf)."""
    return "".join(sign for sign in address.strip() if unicodedata.category(sign) not in ("Cc", "Cf"))


def site(address: str) -> str:
    """Whose page an address of the web leads to: the name of the host as machines know it, in ASCII."""
    return QUrl(plain(address)).host(QUrl.ComponentFormattingOption.FullyEncoded)


def spelled(address: str) -> str:
    """The name of the host in the letters in which it was written, where these are others than of `site`."""
    try:
        written = site(address).encode("ascii").decode("idna")
    except UnicodeError:
        return ""
    return written if written != site(address) else ""


def shown(address: str) -> str:
    """The whole address as it is opened, with the host as machines know it."""
    url = QUrl(plain(address))
    if scheme(address) not in WEB or not url.isValid():
        return plain(address)
    before, _, after = plain(address).partition("://")
    written = re.split(r"[/?#]", after, maxsplit=1)[0]
    who = f"{written.rpartition('@')[0]}@" if "@" in written else ""
    port = f":{url.port()}" if url.port() >= 0 else ""
    return f"{before.lower()}://{who}{site(address)}{port}{after[len(written) :]}"


def refusal(address: str) -> str:
    """Why an address is not opened, as a sentence; "" for one that is."""
    clean = plain(address)
    if _FILE.match(clean):
        return tr(_LEADS_TO_A_FILE)
    return "" if _is_safe(clean) else tr(_LEADS_ELSEWHERE)


def open_address(address: str) -> bool:
    """Hand an address to the program that is there for it; False where it is refused or there is none."""
    clean = plain(address)
    return not refusal(clean) and QDesktopServices.openUrl(QUrl(shown(clean)))


def _is_safe(clean: str) -> bool:
    rest = clean.partition(":")[2]
    match scheme(clean):
        case "http" | "https":
            url = QUrl(clean, QUrl.ParsingMode.StrictMode)
            # A backslash is a slash to browsers: they would go elsewhere than Qt says.
            return url.isValid() and bool(url.host()) and rest.startswith("//") and "\\" not in clean
        case "mailto":
            who, _, headers = rest.partition("?")
            asked = {each.partition("=")[0].lower() for each in headers.split("&") if each}
            return bool(_MAIL.fullmatch(who)) and asked <= _MAIL_HEADERS
        case "tel":
            return bool(_CALL.fullmatch(rest))
        case _:
            return False
