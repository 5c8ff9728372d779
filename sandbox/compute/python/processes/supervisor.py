"""Stands over one task's process: takes its output, bounds its memory, ends it with all that it started."""

import contextlib
import json
import os
import select
import signal
import time
from typing import Any

import process_tree
from output_file import OutputFile

Specification = dict[str, Any]

_LOOKS_EVERY = 0.2
"""Seconds between two looks at the memory."""
_DRAINS_FOR = 2.0
"""Seconds in which output is still taken after the end."""


def supervise(specification: Specification, control: int, outcome: int) -> Specification | None:
    """Forks the task. Returns in it, with what it is to run; the supervisor itself ends here."""
    own = os.getpid()
    output_read, output_write = os.pipe()
    process_tree.adopt_orphans()
    wake_read, wake_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        process_tree.die_with_parent(own)
        for descriptor in (control, outcome, output_read, wake_read, wake_write):
            os.close(descriptor)
        _become_task(specification, output_write)
        return specification
    os.close(output_write)
    # The parent's own pipes: while one is open here, the parent's end would not be seen.
    for descriptor in (0, 1):
        with contextlib.suppress(OSError):
            os.close(descriptor)
    ended = _Watch(specification, pid, control, output_read, (wake_read, wake_write)).until_ended()
    with contextlib.suppress(OSError):
        os.write(outcome, json.dumps(ended).encode())
    os._exit(0)


def _become_task(specification: Specification, output: int) -> None:
    os.setsid()
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(3, max(empty, output) + 64)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.umask(0o077)
    # Where memory runs out all the same, the system takes a task and not the control plane.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    os.environ.clear()
    os.environ.update(specification["environment"])
    os.chdir(specification["cwd"])


class _Watch:
    def __init__(
        self, specification: Specification, pid: int, control: int, output: int, wake: tuple[int, int]
    ) -> None:
        self._pid = pid
        self._control = control
        self._output = output
        self._wake_read, wake_write = wake
        self._grace = float(specification["grace_seconds"])
        self._memory = int(specification["memory_bytes"])
        self._file = OutputFile(specification["output"], int(specification["output_bytes"]))
        self._peak = 0
        self._looks_at = 0.0
        self._kill_at: float | None = None
        self._reason: str | None = None
        os.set_blocking(wake_write, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)

    def until_ended(self) -> dict[str, Any]:
        status = self._wait()
        left = process_tree.kill_descendants(os.getpid())
        self._drain()
        self._file.close()
        code = os.waitstatus_to_exitcode(status)
        return {
            "exit": code if code >= 0 else None,
            "signal": -code if code < 0 else None,
            "reason": self._reason,
            "peak_memory": self._peak,
            "output_bytes": self._file.total,
            "output_lost_to": self._file.lost_to,
            "left_behind": left,
        }

    def _wait(self) -> int:
        waiting = [self._output, self._control, self._wake_read]
        while True:
            ready, _, _ = select.select(waiting, [], [], _LOOKS_EVERY)
            if self._output in ready and not self._take():
                waiting.remove(self._output)
            if self._wake_read in ready:
                os.read(self._wake_read, 4096)
            if self._control in ready and not self._obey():
                waiting.remove(self._control)
            found, status = os.waitpid(self._pid, os.WNOHANG)
            if found:
                return status
            self._look()

    def _take(self) -> bool:
        chunk = os.read(self._output, 1 << 16)
        self._file.write(chunk)
        return bool(chunk)

    def _obey(self) -> bool:
        """Ends the task as asked; at once where the parent is gone."""
        asked = os.read(self._control, 16)
        self._reason = self._reason or "stopped"
        if not asked or self._grace == 0:
            self._kill()
        elif self._kill_at is None:
            self._kill_at = time.monotonic() + self._grace
            with contextlib.suppress(OSError):
                os.killpg(self._pid, signal.SIGTERM)
        return bool(asked)

    def _look(self) -> None:
        now = time.monotonic()
        if now < self._looks_at:
            return
        self._looks_at = now + _LOOKS_EVERY
        if self._kill_at is not None and now >= self._kill_at:
            self._kill()
        below = process_tree.descendants(os.getpid())
        used = process_tree.memory_at_most(below)
        if used > self._memory:
            used = process_tree.memory_of(below)
        self._peak = max(self._peak, used)
        if used > self._memory and self._reason is None:
            self._reason = "memory"
            self._kill()

    def _kill(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)

    def _drain(self) -> None:
        """What was printed before the end may still be in the pipe."""
        deadline = time.monotonic() + _DRAINS_FOR
        while time.monotonic() < deadline and select.select([self._output], [], [], 0)[0] and self._take():
            pass
