"""Who may let a version be deployed, and how that is known."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from conftest import Place
from mlflow import MlflowClient

from lakestage_pipelines.errors import ExitCode
from lakestage_pipelines.tasks import approve

HEAD, GUEST = "head@clinic.example", "guest@clinic.example"
RULE = {"approval": "manual", "approvers": json.dumps([HEAD])}


@pytest.fixture
def validated(trained: Place) -> Place:
    assert trained.run("validate", model_uri=trained.uri) is ExitCode.OK
    return trained


def ask(place: Place, **more: str | int) -> ExitCode:
    return place.run("approve", model_uri=place.uri, **RULE, **more)


def tag(place: Place, name: str, value: str) -> None:
    MlflowClient().set_model_version_tag(place.model_name, "1", name, value)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, timedelta], None]:
    """As if a catalog had recorded who changed the version, so long ago."""

    def record(person: str, ago: timedelta = timedelta(0)) -> None:
        monkeypatch.setattr(approve, "_last_change", lambda *_: (person, datetime.now(UTC) - ago))

    return record


def test_it_waits_for_a_person_on_the_list(validated: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(validated) is ExitCode.NOT_APPROVED
    assert "set its tag approved_by" in capsys.readouterr().err
    assert validated.run("deploy", model_uri=validated.uri) is ExitCode.NOT_APPROVED
    tag(validated, "approved_by", GUEST)
    assert ask(validated) is ExitCode.NOT_APPROVED
    tag(validated, "approved_by", HEAD)
    assert ask(validated) is ExitCode.OK
    assert validated.version(1).tags["approval"] == HEAD
    assert validated.run("deploy", model_uri=validated.uri) is ExitCode.OK
    assert validated.alias("Champion") == 1


def test_a_name_that_another_wrote_is_no_approval(
    validated: Place, recorded: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    tag(validated, "approved_by", HEAD)
    recorded(GUEST)
    assert ask(validated) is ExitCode.NOT_APPROVED
    assert (
        f"says that {HEAD} decided, and the catalog that {GUEST} was the last to change it" in capsys.readouterr().err
    )
    recorded(HEAD)
    assert ask(validated) is ExitCode.OK


def test_an_approval_expires(
    validated: Place, recorded: Callable[[str, timedelta], None], capsys: pytest.CaptureFixture[str]
) -> None:
    tag(validated, "approved_by", HEAD)
    recorded(HEAD, timedelta(hours=3))
    assert ask(validated, approval_expires_hours=2) is ExitCode.NOT_APPROVED
    assert "has expired after 2 hours" in capsys.readouterr().err
    assert ask(validated, approval_expires_hours=4) is ExitCode.OK


def test_a_rejection_ends_the_wait_and_says_why(validated: Place, capsys: pytest.CaptureFixture[str]) -> None:
    tag(validated, "rejected_by", HEAD)
    tag(validated, "rejection_reason", "the summer is missing")
    assert ask(validated, wait_minutes=10) is ExitCode.NOT_APPROVED
    assert f"was rejected by {HEAD}: the summer is missing" in capsys.readouterr().err


def test_it_goes_on_once_the_person_has_approved(validated: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approve, "_LOOK_EVERY", timedelta(milliseconds=100))
    person = threading.Timer(1, tag, (validated, "approved_by", HEAD))
    person.start()
    assert ask(validated, wait_minutes=5) is ExitCode.OK
    person.join()


def test_what_did_not_pass_validation_is_not_approved(trained: Place) -> None:
    assert trained.run("approve", model_uri=trained.uri) is ExitCode.VALIDATION_FAILED
