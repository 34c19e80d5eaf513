"""Who may import whom, read from the source itself. The rules stand in RULES and below it, in words."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Rule:
    """Files (globs below the root) that must not import the modules named, unless `allowed` does."""

    why: str
    files: tuple[str, ...]
    never: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


RULES = [
    Rule(
        "db is true without a window: no Qt in it, and nothing of desktop",
        files=("db/**/*.py", "resources/**/*.py"),
        never=("PySide6", "shiboken6", "qtpy", "qtawesome", "desktop"),
    ),
    Rule(
        "no connection is opened: nothing that speaks to a network, and no part of a browser",
        files=("db/**/*.py", "desktop/**/*.py", "resources/**/*.py"),
        never=(
            "socket",
            "ssl",
            "socketserver",
            "asyncio",
            "http",
            "urllib",
            "ftplib",
            "smtplib",
            "imaplib",
            "poplib",
            "xmlrpc",
            "webbrowser",
            "multiprocessing.managers",
            "requests",
            "httpx",
            "aiohttp",
            "urllib3",
            "PySide6.QtNetwork",
            "PySide6.QtNetworkAuth",
            "PySide6.QtWebSockets",
            "PySide6.QtWebEngineCore",
            "PySide6.QtWebEngineWidgets",
            "PySide6.QtWebEngineQuick",
            "PySide6.QtWebView",
            "PySide6.QtQml",
            "PySide6.QtQuick",
            "PySide6.QtHttpServer",
            "PySide6.QtRemoteObjects",
        ),
        allowed=("urllib.parse",),
        # A pipe of this machine tells the first window that it is wanted; the test of a walk watches it.
        exempt=("desktop/single_instance.py",),
    ),
    Rule(
        "a field is declared with nothing but the language, values and errors",
        files=("db/fields.py",),
        never=("db", "desktop"),
        allowed=("db.language", "db.values", "db.errors"),
    ),
    Rule(
        "the store is portable: only db/store and db/search speak a dialect of SQL",
        files=("db/**/*.py", "desktop/**/*.py"),
        never=("sqlalchemy.dialects", "sqlite3", "psycopg", "sqlalchemy.connectors"),
        exempt=("db/store/*.py", "db/search/*.py", "db/migrations/**/*.py"),
    ),
    Rule(
        "widgets are small parts that know nothing of records",
        files=("desktop/widgets/**/*.py",),
        never=(
            "db.records",
            "db.store",
            "db.journal",
            "db.queries",
            "desktop.records",
            "desktop.tabs",
            "desktop.dialogs",
        ),
    ),
    Rule(
        "what every tab is made of does not know the tabs",
        files=("desktop/records/**/*.py",),
        never=("desktop.tabs",),
    ),
    Rule(
        "a tab is handed what it needs and never reaches for the window",
        files=("desktop/**/*.py",),
        never=("desktop.main_window",),
        exempt=("desktop/app.py", "desktop/main_window.py"),
    ),
    Rule(
        "the app is started by __main__.py and the command line alone",
        files=("desktop/**/*.py",),
        never=("desktop.app", "desktop.cli"),
        exempt=("desktop/__main__.py", "desktop/cli.py", "desktop/app.py"),
    ),
]

OPENS = ("openUrl", "startfile", "startDetached", "Popen", "popen")
"""Names by which something is handed to another program."""

MAY_OPEN = {"desktop/links.py", "desktop/widgets/show_in_folder.py"}

RICH = {"RichText", "AutoText", "MarkdownText", "setOpenExternalLinks", "QTextBrowser", "QTextEdit"}
"""What would take words for HTML."""

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
DIALECT = re.compile(r"\bPRAGMA\b|sqlite_master|\bUSING fts5\b|\bsqlite3\b")


def files(*patterns: str) -> list[Path]:
    """The source files that any of the patterns names, in order."""
    return sorted({file for pattern in patterns for file in ROOT.glob(pattern)})


def name(file: Path) -> str:
    """A file as it is named below the root, with forward slashes."""
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), name(file))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Each module that a file imports, at any depth, with the line; `from a import b` gives a and a.b."""
    package = name(file).removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            beginning = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*beginning, *([node.module] if node.module else [])])
            yield node.lineno, module
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def within(module: str, names: tuple[str, ...]) -> bool:
    """Whether a module is one of the names or lies below one."""
    return any(module == one or module.startswith(one + ".") for one in names)


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Each text constant in the code of a file, docstrings left out, with its line."""
    nodes = list(ast.walk(tree(file)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def offences(rule: Rule) -> list[str]:
    """Each import that breaks a rule, as "file:line imports module"."""
    exempt = files(*rule.exempt)
    found = []
    for file in files(*rule.files):
        for line, module in imports(file) if file not in exempt else ():
            # `from db import language` imports db, too, which the names after it decide about.
            bare = module == "db" and "db.language" in rule.allowed
            if within(module, rule.never) and not within(module, rule.allowed) and not bare:
                found.append(f"{name(file)}:{line} imports {module}")
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_imports_keep_to_the_rule(rule: Rule) -> None:
    found = offences(rule)
    assert not found, f"{rule.why}:\n  " + "\n  ".join(found)


def test_only_the_store_and_the_search_write_sql_of_one_dialect() -> None:
    spoken = [
        f"{name(file)}:{line} says {text[:60]!r}"
        for file in files("db/**/*.py", "desktop/**/*.py")
        if name(file) != "db/search/schema.py" and not {"migrations", "store"} & set(file.parts)
        for line, text in strings(file)
        if DIALECT.search(text)
    ]
    assert not spoken, "only db/store and search/schema.py may speak a dialect:\n  " + "\n  ".join(spoken)


def test_colours_are_written_in_the_theme_alone() -> None:
    written = [
        f"{name(file)}:{line} writes {text[:60]!r}"
        for file in files("desktop/**/*.py")
        if name(file) != "desktop/theme.py"
        for line, text in strings(file)
        if COLOUR.search(text)
    ]
    assert not written, "take the colour from desktop/theme.py instead:\n  " + "\n  ".join(written)


def test_other_programs_are_called_in_one_place() -> None:
    called = [
        f"{name(file)}:{node.lineno} calls {node.attr}"
        for file in files("db/**/*.py", "desktop/**/*.py")
        if name(file) not in MAY_OPEN
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and node.attr in OPENS
        # platform.system() and QLocale.system() only ask.
        and not (node.attr == "system" and ast.unparse(node.value) in ("platform", "QLocale"))
    ]
    assert not called, "open an address by desktop/links.py alone:\n  " + "\n  ".join(called)


def test_no_words_are_taken_for_html() -> None:
    rich = [
        f"{name(file)}:{node.lineno}"
        for file in files("desktop/**/*.py")
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Attribute) and node.attr in RICH)
        or (isinstance(node, ast.Name) and node.id in RICH)
    ]
    assert not rich, "words of records are shown as letters, see desktop/plain_style.py:\n  " + "\n  ".join(
        rich
    )


def test_signals_are_connected_to_named_slots() -> None:
    connected = [
        f"{name(file)}:{node.lineno}"
        for file in files("desktop/**/*.py")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert not connected, "connect a named method, not a lambda:\n  " + "\n  ".join(connected)


def test_the_rules_find_what_they_forbid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    offending = {
        "db/store/store.py": "import sqlite3\nfrom PySide6.QtCore import QObject",
        "db/fields.py": "from db import language\nfrom db.values import Reach\nfrom db import records",
        "db/records/contact.py": "def read():\n    from sqlalchemy.dialects.sqlite import insert",
        "desktop/widgets/chip.py": "from db.language import tr\nfrom ..records import table",
        "desktop/tabs/releases.py": "from desktop import main_window",
    }
    for place, source in offending.items():
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    assert [offence for rule in RULES for offence in offences(rule)] == [
        "db/store/store.py:2 imports PySide6.QtCore",
        "db/store/store.py:2 imports PySide6.QtCore.QObject",
        "db/fields.py:3 imports db.records",
        "db/records/contact.py:2 imports sqlalchemy.dialects.sqlite",
        "db/records/contact.py:2 imports sqlalchemy.dialects.sqlite.insert",
        "desktop/widgets/chip.py:2 imports desktop.records",
        "desktop/widgets/chip.py:2 imports desktop.records.table",
        "desktop/tabs/releases.py:1 imports desktop.main_window",
    ]
