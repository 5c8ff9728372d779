"""Processes and what they started, wherever it went: also what left its group, its session and its parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

LINUX = sys.platform == "linux"
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PAGE = os.sysconf("SC_PAGE_SIZE")
_ROUNDS = 100


def _control(option: int, argument: int) -> None:
    if LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(option, argument, 0, 0, 0)


def adopt_orphans() -> None:
    """Makes this process the parent of what its descendants leave behind: a process that detaches stays in sight."""
    _control(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int) -> None:
    """Has the system kill this process when its parent ends."""
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _parents() -> dict[int, list[int]]:
    """Every process of the machine under its parent."""
    below: dict[int, list[int]] = {}
    for pid, parent in _processes():
        below.setdefault(parent, []).append(pid)
    return below


def collect_dead(keep: set[int]) -> None:
    """Takes in children that have ended, besides `keep`, which somebody waits for."""
    while True:
        try:
            dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if dead is None or dead.si_pid in keep:
            return
        os.waitpid(dead.si_pid, 0)


def _processes() -> Iterator[tuple[int, int]]:
    if not LINUX:
        listed = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=False).stdout
        for line in listed.splitlines():
            pid, parent = line.split()
            yield int(pid), int(parent)
        return
    for name in os.listdir("/proc"):
        if name.isdigit():
            # One that has just ended, or that is dead and not collected yet, is none.
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat") as file:
                state, parent, *_ = file.read().rpartition(")")[2].split()
                if state not in "ZX":
                    yield int(name), int(parent)


def descendants(pid: int, keep: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """Every living process below this one, parents before their children, without `keep` and what is below those."""
    below = _parents()
    found: list[int] = []
    waiting = [pid]
    while waiting:
        for child in below.get(waiting.pop(), []):
            if child not in keep:
                found.append(child)
                waiting.append(child)
    return found


def memory_of(pids: list[int]) -> int:
    """Bytes that the processes hold for themselves: what forks share with others is not."""
    return sum(_own_memory(pid) for pid in pids)


def _own_memory(pid: int) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(1024 * int(line.split()[1]) for line in file if line.startswith("Private_"))
    return 0


def memory_at_most(pids: list[int]) -> int:
    """As `memory_of`, and no less: quickly told."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/statm") as file:
            _, resident, shared, *_ = (int(number) for number in file.read().split())
            total += (resident - shared) * _PAGE
    return total


def kill_descendants(pid: int, keep: frozenset[int] | set[int] = frozenset()) -> int:
    """Kills all that is below this process, until nothing is. Returns how many there were.

    They are stopped first, so that none forks while it is being looked for.
    """
    killed: set[int] = set()
    for _ in range(_ROUNDS):
        below = descendants(pid, keep)
        if not below:
            break
        for sent in (signal.SIGSTOP, signal.SIGKILL):
            for each in below:
                with contextlib.suppress(OSError):
                    os.kill(each, sent)
        killed.update(below)
        for each in below:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(each, os.WNOHANG)
        time.sleep(0.005)
    return len(killed)
