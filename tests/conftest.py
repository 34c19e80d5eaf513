"""What holds for every test: no screen, no person's files, and a random seed that can be given again."""

import os
import random
import shutil
import tempfile
from pathlib import Path

# Qt reads its platform, and the platform its folders, when they are first asked: set before Qt is imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
HOME = Path(tempfile.mkdtemp(prefix="dateline-tests-"))
os.environ["HOME"] = str(HOME)


def keep_apart(folder: Path) -> dict[str, str]:
    """The environment in which everything that Dateline writes, and what Qt does, lands below `folder`."""
    return {
        "DATELINE_STORE": str(folder / "dateline.db"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_DOCUMENTS_DIR": str(folder / "documents"),
        "APPDATA": str(folder / "roaming"),
        "LOCALAPPDATA": str(folder / "local"),
    }


os.environ.update(keep_apart(HOME))

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from PySide6.QtCore import QSettings, QStandardPaths  # noqa: E402

from tests.faults import Faults  # noqa: E402

QStandardPaths.setTestModeEnabled(True)

# A slow example says more about the machine than about Dateline, so no deadline.
settings.register_profile(
    "ordinary", deadline=None, max_examples=50, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("ordinary"), max_examples=1000)
settings.load_profile("ordinary")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed that Hypothesis starts from, where none was given; xdist hands it to its workers."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))
    config.pluginmanager.register(Faults(config))


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to repeat this run."""
    return f"random seed: repeat with --hypothesis-seed={config.option.hypothesis_seed}"


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a store, settings and folders of its own."""
    for name, folder in keep_apart(tmp_path / "home").items():
        monkeypatch.setenv(name, folder)
    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(format_, QSettings.Scope.UserScope, str(tmp_path / "home" / "config"))
