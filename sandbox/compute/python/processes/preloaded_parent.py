"""The preloaded parent of one environment's tasks: it has imported what takes long, and forks a child for each task.

It is asked by lines of JSON on its standard input, and answers by lines on its standard output:

    {"start": {"id": …, …}}      {"started": id, "pid": …}, then {"ended": id, "outcome": {…}}
    {"stop": id}                 ends the task: with SIGTERM, and after its grace with SIGKILL

It ends, with all tasks, when its standard input does: with the control plane, however that ended. It starts no thread
and opens no connection: a fork would take neither along.
"""

import gc
import importlib
import importlib.util
import json
import os
import select
import signal
import sys
import time
from typing import Any

import process_tree
import supervisor

Specification = dict[str, Any]


class Supervised:
    """A task's supervisor, as its parent knows it."""

    def __init__(self, pid: int, control: int, outcome: int) -> None:
        self.pid = pid
        self.control = control
        self.outcome = outcome
        self.read = b""


def preload(names: list[str]) -> list[str]:
    """Imports the modules that the environment has. One that fails is left to the task that wants it."""
    # Compiling them takes longer than running them: what is imported here stays compiled, in the environment. What a
    # task imports does not: it is a checkout's, too.
    sys.dont_write_bytecode = False
    gc.disable()
    done: list[str] = []
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:
            continue
        done.append(name)
    sys.dont_write_bytecode = True
    # A task that looked for garbage among all of this, at its end at the latest, would copy the memory that it shares.
    gc.freeze()
    gc.enable()
    return done


def say(message: dict[str, Any]) -> None:
    os.write(1, (json.dumps(message) + "\n").encode())


def serve() -> Specification | None:
    """Serves until the input ends. Returns in a child, with what it is to run; never in the parent."""
    tasks: dict[str, Supervised] = {}
    asked = b""
    while True:
        outcomes = {task.outcome: key for key, task in tasks.items()}
        ready, _, _ = select.select([0, *outcomes], [], [])
        for descriptor in ready:
            if descriptor in outcomes:
                collect(tasks, outcomes[descriptor])
        if 0 not in ready:
            continue
        chunk = os.read(0, 65536)
        if not chunk:
            end_all(tasks)
        *lines, asked = (asked + chunk).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "stop" in message and message["stop"] in tasks:
                os.write(tasks[message["stop"]].control, b"s")
            if "start" in message:
                specification = start(tasks, message["start"])
                if specification is not None:
                    return specification


def start(tasks: dict[str, Supervised], specification: Specification) -> Specification | None:
    """Forks the task's supervisor, which forks the task. Returns what to run in the task, and nothing in the parent."""
    key = specification["id"]
    control_read, control_write = os.pipe()
    outcome_read, outcome_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        # What belongs to other tasks is theirs: their supervisors must see the parent's end, not this one's.
        for other in tasks.values():
            os.close(other.control)
            os.close(other.outcome)
        os.close(control_write)
        os.close(outcome_read)
        return supervisor.supervise(specification, control_read, outcome_write)
    os.close(control_read)
    os.close(outcome_write)
    tasks[key] = Supervised(pid, control_write, outcome_read)
    say({"started": key, "pid": pid})
    return None


def collect(tasks: dict[str, Supervised], key: str) -> None:
    """Takes what a supervisor tells. Its end without an outcome means that something killed it."""
    task = tasks[key]
    chunk = os.read(task.outcome, 65536)
    if chunk:
        task.read += chunk
        return
    _, status = os.waitpid(task.pid, 0)
    del tasks[key]
    # What a killed supervisor leaves has become this process's own.
    process_tree.kill_descendants(os.getpid(), {other.pid for other in tasks.values()})
    process_tree.collect_dead({other.pid for other in tasks.values()})
    os.close(task.control)
    os.close(task.outcome)
    outcome = json.loads(task.read) if task.read else {"lost": os.waitstatus_to_exitcode(status)}
    say({"ended": key, "outcome": outcome})


def end_all(tasks: dict[str, Supervised]) -> None:
    """Nobody asks any more: every supervisor sees its control pipe end, and ends its task."""
    for task in tasks.values():
        os.close(task.control)
    deadline = time.monotonic() + 5
    for task in tasks.values():
        while time.monotonic() < deadline:
            if os.waitpid(task.pid, os.WNOHANG)[0]:
                break
            time.sleep(0.02)
    process_tree.kill_descendants(os.getpid())
    os._exit(0)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    process_tree.adopt_orphans()
    say({"ready": preload(sys.argv[1:])})
    specification = serve()
    if specification is not None:
        import task  # noqa: PLC0415

        task.run(specification)


main()
