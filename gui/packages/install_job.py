# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the installing program beside QGIS, and tells how far it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, pyqtSignal

from ...host.packages.program import AT_NEXT_START, DONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...host.packages.command import InstallCommand

#: How long the program may take to end by itself when it is cancelled.
_GRACE_MS: Final = 3000

_STEP: Final = re.compile(r"^Step (\d) of \d")
#: Of pip, for each package that it fetches.
_FETCHES: Final = re.compile(r"^(Collecting|Processing) ")

#: How far the steps are when they begin, in percent; the second takes most of the time.
_BEGINS: Final = {1: 3, 2: 15, 3: 85}


class InstallJob(QObject):
    """One run of the program."""

    #: A line of its output.
    said = pyqtSignal(str)
    #: How far it is, in percent.
    progressed = pyqtSignal(int)
    #: It has ended: whether it installed, and whether QGIS has to start again.
    ended = pyqtSignal(bool, bool)

    def __init__(self, parent: QObject) -> None:
        """Start idle."""
        super().__init__(parent)
        self._process: QProcess | None = None
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE_MS)
        self._grace.timeout.connect(self.stop)
        self._left = ""
        self._percent = 0
        self._packages = 1

    @property
    def is_running(self) -> bool:
        """Whether a program is running."""
        return self._process is not None

    def start(self, command: InstallCommand, variables: Mapping[str, str]) -> None:
        """Run a command.

        Args:
            command: The command.
            variables: All variables of its environment.
        """
        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in variables.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyRead.connect(self._read)
        process.finished.connect(lambda code, *_: self._finish(code))
        process.errorOccurred.connect(self._fail)
        self._process, self._left, self._percent = process, "", 0
        program, *arguments = command.arguments()
        process.start(command.python, [program, "--watched", *arguments])

    def cancel(self) -> None:
        """End the program; nothing is changed then."""
        process = self._process
        if process is None:
            return
        process.closeWriteChannel()  # which the program waits for
        self._grace.start()

    def stop(self) -> None:
        """End the program, at once if need be, and wait for it."""
        process = self._process
        if process is None:
            return
        process.closeWriteChannel()
        if not process.waitForFinished(_GRACE_MS):
            process.kill()
            process.waitForFinished(_GRACE_MS)

    def _read(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAll()).decode("utf-8", errors="replace")
        *lines, self._left = (self._left + text.replace("\r", "\n")).split("\n")
        for line in lines:
            if line.strip():
                self._watch(line)
                self.said.emit(line)

    def _watch(self, line: str) -> None:
        step = _STEP.match(line)
        if step:
            self._packages = line.count("==") or 1
            self._tell(_BEGINS[int(step[1])])
        elif _FETCHES.match(line) and self._percent >= _BEGINS[2]:
            room = _BEGINS[3] - _BEGINS[2]
            self._tell(min(self._percent + room // self._packages, _BEGINS[3]))

    def _tell(self, percent: int) -> None:
        self._percent = percent
        self.progressed.emit(percent)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self.said.emit(self._process.errorString())
            self._finish(-1)

    def _finish(self, code: int) -> None:
        self._read()
        if self._process is None:
            return
        self._grace.stop()
        self._process.deleteLater()
        self._process = None
        self.ended.emit(code in (DONE, AT_NEXT_START), code == AT_NEXT_START)
