"""Whom a job may be made to run as, in development, where people may make jobs."""

from contextlib import contextmanager

from databricks.sdk.service.jobs import JobRunAs

from ..cell import ALLOWED, DENIED, Cell
from ..clients import admin, application_id, workspace_as
from ..principals import ADMIN, DEPLOYERS, ENGINEER, PEOPLE, PRINCIPALS, RUNNERS, SCIENTIST
from ..roles import ADMINISTER, COMPUTE
from .workspace_objects import create_job

VIEW = "whom jobs run as"
WORKSPACE = "dev"

_RUNNER = next(each for each in RUNNERS if each.environment == WORKSPACE)
_DEPLOYER = next(each for each in DEPLOYERS if each.environment == WORKSPACE)
_TARGETS = (SCIENTIST, ENGINEER, ADMIN, _RUNNER, _DEPLOYER)


def _run_as(target):
    if target in PEOPLE:
        return JobRunAs(user_name=target.name)
    return JobRunAs(service_principal_name=application_id(target.name))


def _may(principal, target):
    """As themself anybody; as another user nobody, since admins are restricted; as an identity those who may use it."""
    verbs = principal.may_in_workspace(WORKSPACE)
    if not verbs & {COMPUTE, ADMINISTER}:
        return False
    if principal == target:
        return True
    # The project's run identity is used by those who deploy; nobody else's is lent.
    return target == _RUNNER and principal in (ADMIN, _DEPLOYER)


@contextmanager
def prepared():
    yield


def cells():
    for target in _TARGETS:
        for principal in PRINCIPALS:
            yield _cell(principal, target)


def _cell(principal, target):
    return Cell(
        VIEW,
        principal.title,
        f"a job in {WORKSPACE}",
        f"run as {target.title}",
        ALLOWED if _may(principal, target) else DENIED,
        lambda: create_job(workspace_as(principal.name, WORKSPACE), WORKSPACE, run_as=_run_as(target)),
        lambda job: admin(WORKSPACE).jobs.delete(job.job_id),
    )
