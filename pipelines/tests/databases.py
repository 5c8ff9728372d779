"""Databases that scores are written to: Derby, from Spark's own jars, and a PostgreSQL where one is installed."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from lakestage_pipelines.outputs import Database

_READY_WITHIN = 60
_USER = "scorer"


def _programs() -> Path | None:
    """Where `initdb` and `postgres` are: Debian has them outside of the PATH."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "postgres").exists()), None)


def _owner() -> str | None:
    """Whom the server runs as, where this is root, as whom it does not run; None for whoever this is."""
    return "postgres" if os.geteuid() == 0 else None


def _is_there() -> bool:
    if _programs() is None:
        return False
    try:
        pwd.getpwnam(_owner() or pwd.getpwuid(os.geteuid()).pw_name)
    except KeyError:
        return False
    return True


KINDS = ("derby", *(["postgresql"] if _is_there() else []))
"""Those of this machine."""


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """A database of this kind without a table, for as long as it is needed."""
    if kind == "derby":
        yield Database(f"jdbc:derby:{folder}/derby;create=true", "SCORES")
    else:
        with _postgresql() as url:
            yield Database(url.url, "scores", url.user, url.password)


@contextmanager
def _postgresql() -> Iterator[Database]:
    programs, owner, password = _programs(), _owner(), uuid4().hex
    assert programs is not None
    with TemporaryDirectory(prefix="lakestage-postgresql-") as place:
        secret = Path(place) / "password"
        secret.write_text(password)
        for path in (place, secret):
            if owner:
                shutil.chown(path, owner)
        data = f"{place}/data"
        initdb = [f"{programs}/initdb", "-D", data, "-U", _USER, f"--pwfile={secret}"]
        options = ["--auth=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C"]
        subprocess.run([*initdb, *options], check=True, stdout=subprocess.DEVNULL, user=owner, cwd=place)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        log = open(Path(place) / "log", "wb")  # noqa: SIM115
        command = [f"{programs}/postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", place, "-F"]
        server = subprocess.Popen(command, stdout=log, stderr=log, user=owner, cwd=place)
        try:
            _wait_until_ready(programs, port)
            yield Database(f"jdbc:postgresql://127.0.0.1:{port}/postgres", "", _USER, password)
        finally:
            server.terminate()
            server.wait()
            log.close()


def _wait_until_ready(programs: Path, port: int) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while subprocess.run([programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False).returncode:
        if time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start")
        time.sleep(0.05)
