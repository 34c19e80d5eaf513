"""Work away from the window: what it came to arrives in the window's thread, and is let go of there."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import WorldError
from db.store import Store
from desktop.tasks import Task, Tasks
from desktop.workspace import Workspace

WORLD = "The file is gone. Choose another."


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


class Carried:
    """Something that notes in which thread nobody refers to it any more."""

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def carrying(carried: Carried) -> Callable[[Task], Carried]:
    """A piece of work that was given `carried`, and that comes to something else."""

    def work(_task: Task) -> Carried:
        return Carried(carried.gone)

    return work


def test_what_the_work_was_given_and_came_to_is_let_go_of_in_the_windows_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    gone: list[int] = []
    for _ in range(200):
        tasks.start(carrying(Carried(gone)))
    qtbot.waitUntil(lambda: len(gone) == 400)
    assert set(gone) == {threading.get_ident()}


def test_work_is_done_elsewhere_and_answered_here(tasks: Tasks, qtbot: QtBot) -> None:
    answered: list[tuple[int, int]] = []
    tasks.start(lambda _: threading.get_ident(), done=lambda at: answered.append((at, threading.get_ident())))
    qtbot.waitUntil(lambda: tasks.is_idle)
    [(worked, told)] = answered
    assert worked != told == threading.get_ident()


def test_writes_come_one_after_the_other_in_the_order_asked_for(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(50):
        tasks.start(lambda _, number=number: order.append(number), writes=True)  # type: ignore[misc]
    assert tasks.is_writing
    tasks.wait()
    assert order == list(range(50))
    qtbot.waitUntil(lambda: not tasks.is_writing)


def test_work_that_is_cancelled_says_so_and_gives_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    begun = threading.Event()
    answers: list[object] = []

    def until_stopped(task: Task) -> str:
        begun.set()
        while True:
            task.report(1, 2)

    task = tasks.start(until_stopped, done=answers.append, failed=answers.append)
    with qtbot.waitSignal(task.cancelled):
        assert begun.wait(5)
        task.cancel()
    assert answers == []


def test_a_fault_of_the_world_is_one_sentence_to_whoever_asked_or_to_all(tasks: Tasks, qtbot: QtBot) -> None:
    def fail(_task: Task) -> None:
        raise WorldError(WORLD)

    said: list[str] = []
    with qtbot.waitSignal(tasks.failed) as to_all:
        tasks.start(fail, failed=said.append)
        tasks.start(fail)
    assert to_all.args == [WORLD]
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert said == [WORLD]


def test_who_is_gone_when_the_answer_comes_is_not_called(tasks: Tasks, qtbot: QtBot) -> None:
    class Asker(QObject):
        def take(self, answer: str) -> None:
            heard.append(answer)

    heard: list[str] = []
    asker, go_on = Asker(), threading.Event()
    tasks.start(lambda _: go_on.wait(5) and "answer", done=asker.take)
    with qtbot.waitSignal(asker.destroyed):
        asker.deleteLater()
    go_on.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert heard == []


def test_what_is_started_after_the_end_is_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    tasks.close()
    with qtbot.waitSignal(tasks.start(lambda _: None).cancelled):
        pass


def test_a_store_that_is_closed_and_forgotten_while_work_is_under_way_takes_nothing_with_it(
    tmp_path: Path, qapp: QApplication
) -> None:
    told: list[str] = []
    for number in range(20):
        workspace = Workspace(Store.open(tmp_path / f"{number}.db"))
        workspace.read(lambda _session: "read", told.append)
        workspace.close()
        del workspace  # now nobody knows it but the work
        qapp.processEvents()
    assert told == []
