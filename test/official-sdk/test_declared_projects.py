"""Everything that the projects' stacks declared, read back by the official SDK as an administrator."""

import pytest

from declared import declared_resources, differences_of, environment_of, kind_of, title_of
from project_readers import READERS

ADMIN = "lakestage-deployer"

_RESOURCES = declared_resources(in_project=True)

# What the SDK lists of each kind, and by which of the declared values.
LISTED = {
    "job:Job": ("name", lambda w: [each.settings.name for each in w.jobs.list()]),
    "modelServing:ModelServing": ("name", lambda w: [each.name for each in w.serving_endpoints.list()]),
    "query:Query": ("displayName", lambda w: [each.display_name for each in w.queries.list()]),
    "alertV2:AlertV2": ("displayName", lambda w: [each.display_name for each in w.alerts_v2.list_alerts()]),
    "dashboard:Dashboard": ("displayName", lambda w: [each.display_name for each in w.lakeview.list()]),
    "mlflowExperiment:MlflowExperiment": ("name", lambda w: [each.name for each in w.experiments.list_experiments()]),
    # Without a prefix only those below /Repos are listed.
    "repo:Repo": ("path", lambda w: [each.path for each in w.repos.list(path_prefix="/Projects")]),
}

# What a project with online inference, monitors and an alert has, once there is a Champion and its tables are there.
KINDS = {
    "alertV2:AlertV2",
    "dashboard:Dashboard",
    "directory:Directory",
    "grants:Grants",
    "job:Job",
    "mlflowExperiment:MlflowExperiment",
    "modelServing:ModelServing",
    "notificationDestination:NotificationDestination",
    "permissions:Permissions",
    "qualityMonitor:QualityMonitor",
    "query:Query",
    "registeredModel:RegisteredModel",
    "repo:Repo",
    "schema:Schema",
    "volume:Volume",
}


@pytest.mark.parametrize("resource", _RESOURCES, ids=title_of)
def test_is_read_back_as_it_was_declared(workspace, account, resource):
    actual = READERS[kind_of(resource)](workspace(environment_of(resource), ADMIN), account(ADMIN), resource)
    assert differences_of(resource, actual) == []


@pytest.mark.parametrize("environment", sorted({environment_of(each) for each in _RESOURCES}))
@pytest.mark.parametrize("kind", LISTED)
def test_is_all_that_there_is_of_its_kind(workspace, environment, kind):
    name, listed = LISTED[kind]
    mine = [each for each in _RESOURCES if environment_of(each) == environment and kind_of(each) == kind]
    assert sorted(listed(workspace(environment, ADMIN))) == sorted(each["inputs"][name] for each in mine)


def test_has_every_kind_of_object():
    assert {kind_of(each) for each in _RESOURCES if each["stack"] == "prod.flight-delay"} == KINDS
