"""approve: whether a validated version may be deployed, by the project's rule."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from databricks.sdk import WorkspaceClient

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import ApproveParameters
from lakestage_pipelines.registry import Tag, ValidationStatus, get_version, set_tags

_LOOK_EVERY = timedelta(seconds=15)


@dataclass(frozen=True)
class _Decision:
    """What a person said of a version, and who that was."""

    person: str
    at: datetime
    reason: str | None
    """Why not; None for a yes."""


def approve_version(parameters: ApproveParameters, context: TaskContext) -> None:
    """Notes on the version who approved it. With rule manual, that is a person, for whom it waits as it is told."""
    uri = ModelVersionUri.parse(parameters.model_uri)
    if get_version(uri).tags.get(Tag.VALIDATION_STATUS) != ValidationStatus.PASSED:
        raise TaskError(f"{uri} has not passed validation: run validate first", ExitCode.VALIDATION_FAILED)
    approved_by = "automatic" if parameters.approval == "automatic" else _person(uri, parameters, context)
    set_tags(uri, {Tag.APPROVAL: approved_by})
    print(f"{uri}: approved ({approved_by})")


def _person(uri: ModelVersionUri, parameters: ApproveParameters, context: TaskContext) -> str:
    """Who approved it.

    Whoever may tag the version can write any name into a tag. So the name counts only where the catalog's own record of
    who changed the version last says the same.
    """
    until = time.monotonic() + 60 * parameters.wait_minutes
    told = ""
    while True:
        waits_because = _why_it_waits(uri, parameters, context)
        if waits_because is None:
            return get_version(uri).tags[Tag.APPROVED_BY]
        left = until - time.monotonic()
        if left <= 0:
            raise TaskError(waits_because, ExitCode.NOT_APPROVED)
        if waits_because != told:
            print(waits_because, flush=True)
            told = waits_because
        time.sleep(min(left, _LOOK_EVERY.total_seconds()))


def _why_it_waits(uri: ModelVersionUri, parameters: ApproveParameters, context: TaskContext) -> str | None:
    decision = _decision(uri, context)
    if decision is None:
        return f"{uri} waits for approval: set its tag {Tag.APPROVED_BY} to your e-mail address, then repair this run"
    if parameters.approvers and decision.person not in parameters.approvers:
        return (
            f"{uri} was approved by {decision.person}, who may not: "
            f"its tag {Tag.APPROVED_BY} must name one of {', '.join(parameters.approvers)}"
        )
    if decision.reason is not None:
        raise TaskError(f"{uri} was rejected by {decision.person}: {decision.reason}", ExitCode.NOT_APPROVED)
    if datetime.now(UTC) - decision.at > timedelta(hours=parameters.approval_expires_hours):
        return (
            f"the approval of {uri} by {decision.person} of {decision.at:%Y-%m-%d %H:%M} UTC has expired after "
            f"{parameters.approval_expires_hours} hours: set its tag {Tag.APPROVED_BY} again, then repair this run"
        )
    return None


def _decision(uri: ModelVersionUri, context: TaskContext) -> _Decision | None:
    version = get_version(uri)
    named = version.tags.get(Tag.REJECTED_BY) or version.tags.get(Tag.APPROVED_BY)
    if not named:
        return None
    recorded, at = _last_change(uri, context)
    if recorded is not None and recorded != named:
        raise TaskError(
            f"a tag of {uri} says that {named} decided, and the catalog that {recorded} was the last to change it: "
            "who decides must set the tag in person",
            ExitCode.NOT_APPROVED,
        )
    rejected = version.tags.get(Tag.REJECTED_BY)
    reason = version.tags.get(Tag.REJECTION_REASON) or "no reason was given"
    return _Decision(named, at, reason if rejected else None)


def _last_change(uri: ModelVersionUri, context: TaskContext) -> tuple[str | None, datetime]:
    """Who changed the version last, and when, as the catalog recorded it; of a folder nobody records who."""
    if context.local:
        changed = get_version(uri).last_updated_timestamp or 0
        return None, datetime.fromtimestamp(changed / 1000, UTC)
    found = WorkspaceClient().model_versions.get(uri.model, int(uri.version))
    return found.updated_by, datetime.fromtimestamp((found.updated_at or 0) / 1000, UTC)
