"""Which commit a version says that its code is of."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest
from conftest import Place

from lakestage_pipelines.code_version import code_version
from lakestage_pipelines.errors import TaskError

PIPELINES = Path(__file__).parents[1]
COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "code.py").write_text("1\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=one")
    return folder


def test_in_a_checkout_it_is_the_commit_and_whether_files_have_changed_since(checkout: Path) -> None:
    first = git(checkout, "rev-parse", "HEAD")
    git(checkout, "tag", "v1")
    assert code_version(local=False, package=checkout) == first
    (checkout / "code.py").write_text("2\n")
    assert code_version(local=False, package=checkout) == f"{first}-dirty"
    git(checkout, "commit", "--quiet", "--all", "--message=two")
    assert code_version(local=False, package=checkout) == git(checkout, "rev-parse", "HEAD") != first


def test_code_of_no_commit_trains_on_a_laptop_only(tmp_path: Path) -> None:
    assert "of no commit" in code_version(local=True, package=tmp_path)
    with pytest.raises(TaskError, match=r"nothing says which commit the code in .* is of"):
        code_version(local=False, package=tmp_path)


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A workspace with a Git folder at /Projects/flight-delay/source."""
    answers = {
        "/api/2.0/workspace/get-status?path=%2FProjects%2Fflight-delay%2Fsource%2Fpipelines": {
            "object_type": "DIRECTORY",
            "object_id": 8,
        },
        "/api/2.0/workspace/get-status?path=%2FProjects%2Fflight-delay%2Fsource": {
            "object_type": "REPO",
            "object_id": 7,
        },
        "/api/2.0/repos/7": {"id": 7, "head_commit_id": COMMIT},
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path)
            missing = {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": self.path}
            content = json.dumps(answer or missing).encode()
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Tells nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DATABRICKS_HOST", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("DATABRICKS_TOKEN", "of-a-test")
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("workspace")
def test_in_a_git_folder_it_is_the_folders_commit() -> None:
    package = Path("/Workspace/Projects/flight-delay/source/pipelines/package")
    assert code_version(local=False, package=package) == COMMIT


@pytest.mark.usefixtures("workspace")
def test_a_folder_of_the_workspace_that_is_none_of_gits_has_no_commit() -> None:
    with pytest.raises(TaskError, match="run it from a Git folder that the job's identity may read"):
        code_version(local=False, package=Path("/Workspace/Shared/copied"))


def test_a_wheel_has_the_commit_that_it_was_built_of(checkout: Path, tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "hatch_build.py", "src"):
        subprocess.run(["cp", "-r", str(PIPELINES / name), str(checkout)], check=True)
    (checkout / ".gitignore").write_text("__pycache__\n")
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "--message=package")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={tmp_path}", str(checkout)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    written = ZipFile(wheel).read("lakestage_pipelines/commit.txt").decode().strip()
    assert written == git(checkout, "rev-parse", "HEAD")


def test_a_trained_version_has_its_checkouts_commit(trained: Place) -> None:
    assert trained.version(1).tags["code_version"] == code_version(local=False)
