"""A project's objects in every workspace, and what else is started and changed there."""

from contextlib import contextmanager

from databricks.sdk.errors import ResourceConflict
from databricks.sdk.service.compute import ClusterSpec
from databricks.sdk.service.dashboards import Dashboard
from databricks.sdk.service.iam import AccessControlRequest
from databricks.sdk.service.jobs import JobCluster, JobRunAs, JobSettings, SparkPythonTask, SubmitTask, Task
from databricks.sdk.service.serving import EndpointTag
from databricks.sdk.service.settings import Config, EmailConfig
from databricks.sdk.service.sql import UpdateQueryRequestQuery

from project_objects import ProjectObjects

from ..cell import ABSENT, ALLOWED, DENIED, Action, Cell, listed
from ..clients import admin, workspace_as
from ..principals import PRINCIPALS
from ..roles import (
    ADMINISTER,
    COMPUTE,
    EXPLORE,
    LOG,
    LOOK,
    QUERY,
    RETRAIN,
    RUN,
    SECRETS,
    SERVE,
    SQL,
    VISIT,
)
from ..settings_files import ENVIRONMENTS, PROJECT

VIEW = "objects, jobs and compute of a workspace"
_NAME = "access_matrix"
_EMAIL = Config(email=EmailConfig(addresses=["access-matrix@lakestage.example"]))
_CODE = SparkPythonTask(python_file="/Workspace/Shared/mine.py")


def _policies(client):
    return {each.name: each.policy_id for each in client.cluster_policies.list()}


def _job_cluster(environment, with_policy=True):
    if not with_policy:
        return ClusterSpec(spark_version="15.4.x-scala2.12", node_type_id="Standard_D4ds_v5", num_workers=1)
    policy = _policies(admin(environment))["lakestage-jobs"]
    return ClusterSpec(policy_id=policy, apply_policy_default_values=True, num_workers=1)


def _submit(client, project, with_policy=True):
    cluster = _job_cluster(project.environment, with_policy)
    client.jobs.submit(tasks=[SubmitTask(_NAME, spark_python_task=_CODE, new_cluster=cluster)])


def create_job(client, environment, **settings):
    return client.jobs.create(
        name=_NAME,
        job_clusters=[JobCluster("job", _job_cluster(environment))],
        tasks=[Task(_NAME, spark_python_task=_CODE, job_cluster_key="job")],
        **settings,
    )


def _take_over(client, project):
    """Returns whom the job ran as before."""
    me, job = client.current_user.me().user_name, project.job("training")
    before = admin(project.environment).jobs.get(job).settings.run_as
    run_as = JobRunAs(user_name=me) if "@" in me else JobRunAs(service_principal_name=me)
    client.jobs.update(job, new_settings=JobSettings(run_as=run_as))
    return before


def _grant_again(kind, id_of):
    """Gives somebody what an object's list gives them anyway."""

    def call(client, project):
        object_id = id_of(project)
        found = admin(project.environment).permissions.get(kind, object_id).access_control_list
        entry = next(each for each in found if any(not one.inherited for one in each.all_permissions))
        held = next(one for one in entry.all_permissions if not one.inherited)
        again = AccessControlRequest(
            group_name=entry.group_name,
            user_name=entry.user_name,
            service_principal_name=entry.service_principal_name,
            permission_level=held.permission_level,
        )
        client.permissions.update(kind, object_id, access_control_list=[again])

    return call


def _edit_dashboard(client, project):
    """With an old etag: who may edit the dashboard is told that there is a newer one, which stays."""
    try:
        client.lakeview.update(project.dashboard, dashboard=Dashboard(display_name=project.name, etag="0"))
    except ResourceConflict:
        return


def _endpoint_id(project):
    return admin(project.environment).serving_endpoints.get(project.name).id


def _set_again(client, _project):
    """Writes a setting of the workspace that it has anyway."""
    client.workspace_conf.set_status({"enableIpAccessLists": "false"})


def _started(client, job):
    """Starts the job, and ends what it started."""
    client.jobs.cancel_run(client.jobs.run_now(job).run_id)


def _scope(project):
    return next(iter(admin(project.environment).secrets.list_scopes())).name


def _any(*verbs):
    return frozenset({*verbs, ADMINISTER})


JOBS = (
    Action("see the training job", lambda w, p: w.jobs.get(p.job("training")), _any(LOOK, RETRAIN)),
    Action(
        "find all jobs in the list",
        lambda w, p: listed(PROJECT.jobs[p.environment], [each.settings.name for each in w.jobs.list()]),
        _any(LOOK),
        listing=True,
    ),
    Action("see its runs", lambda w, p: list(w.jobs.list_runs(job_id=p.job("training"))), _any(LOOK, RETRAIN)),
    Action("start the training job", lambda w, p: _started(w, p.job("training")), _any(RUN, RETRAIN)),
    Action("start the monitoring job", lambda w, p: _started(w, p.job("monitoring")), _any(RUN)),
    Action("cancel runs", lambda w, p: w.jobs.cancel_all_runs(job_id=p.job("monitoring")), _any(RUN)),
    Action(
        "change a job",
        lambda w, p: w.jobs.update(p.job("training"), new_settings=JobSettings(max_concurrent_runs=1)),
        _any(),
    ),
    Action(
        "make it run as oneself",
        _take_over,
        _any(),
        undo=lambda a, p, before: a.jobs.update(p.job("training"), new_settings=JobSettings(run_as=before)),
    ),
    Action("permit others a job", _grant_again("jobs", lambda p: str(p.job("training"))), _any()),
    Action("submit a run", _submit, _any(COMPUTE)),
    Action("submit a run without a policy", lambda w, p: _submit(w, p, with_policy=False), _any()),
    Action(
        "create a job",
        lambda w, p: create_job(w, p.environment),
        _any(COMPUTE),
        undo=lambda a, _project, job: a.jobs.delete(job.job_id),
    ),
    Action(
        "choose the policy for interactive clusters",
        lambda w, _p: listed(["lakestage-interactive"], _policies(w)),
        frozenset({EXPLORE}),
        listing=True,
    ),
    Action(
        "choose the policy for job clusters",
        lambda w, _p: listed(["lakestage-jobs"], _policies(w)),
        _any(COMPUTE),
        listing=True,
    ),
    Action(
        "create a cluster policy",
        lambda w, _p: w.cluster_policies.create(name=_NAME, definition="{}"),
        _any(),
        undo=lambda a, _project, policy: a.cluster_policies.delete(policy.policy_id),
    ),
)

SERVING = (
    Action("see the endpoint", lambda w, p: w.serving_endpoints.get(p.name), _any(LOOK, SERVE)),
    Action(
        "find it in the list",
        lambda w, p: listed(PROJECT.endpoints, [each.name for each in w.serving_endpoints.list()]),
        _any(LOOK, SERVE),
        listing=True,
    ),
    Action("see its metrics", lambda w, p: w.serving_endpoints.export_metrics(p.name), _any(LOOK, SERVE)),
    Action("query it", lambda w, p: w.serving_endpoints.query(p.name, dataframe_records=[{"x": 1}]), _any(QUERY)),
    Action(
        "change it",
        lambda w, p: w.serving_endpoints.patch(p.name, add_tags=[EndpointTag(_NAME, "1")]),
        _any(SERVE),
        undo=lambda a, p, _result: a.serving_endpoints.patch(p.name, delete_tags=[_NAME]),
    ),
    Action("permit others the endpoint", _grant_again("serving-endpoints", _endpoint_id), _any(SERVE)),
)

TREE = (
    Action("see the experiment", lambda w, p: w.experiments.get_experiment(p.experiment), _any(LOOK, LOG)),
    Action(
        "see its logged runs",
        lambda w, p: list(w.experiments.search_runs(experiment_ids=[p.experiment])),
        _any(LOOK, LOG),
    ),
    Action(
        "log a run",
        lambda w, p: w.experiments.create_run(experiment_id=p.experiment),
        _any(LOG),
        undo=lambda a, _project, answer: a.experiments.delete_run(answer.run.info.run_id),
    ),
    Action("permit others the experiment", _grant_again("experiments", lambda p: p.experiment), _any()),
    Action("open the folder", lambda w, p: list(w.workspace.list(p.folder)), _any(VISIT)),
    Action(
        "add to the folder",
        lambda w, p: w.workspace.mkdirs(f"{p.folder}/{_NAME}"),
        _any(),
        undo=lambda a, p, _result: a.workspace.delete(f"{p.folder}/{_NAME}"),
    ),
    Action("see the Git folder", lambda w, p: w.repos.get(p.git_folder), _any(VISIT)),
    Action(
        "move the Git folder",
        lambda w, p: w.repos.update(p.git_folder, branch=admin(p.environment).repos.get(p.git_folder).branch),
        _any(),
    ),
    Action("see the query", lambda w, p: w.queries.get(p.query), _any(VISIT)),
    Action(
        "edit the query",
        lambda w, p: w.queries.update(
            p.query, update_mask="display_name", query=UpdateQueryRequestQuery(display_name=f"{p.name}: model-decays")
        ),
        _any(),
    ),
    Action("see the alert", lambda w, p: w.alerts_v2.get_alert(p.alert), _any(VISIT)),
    Action(
        "edit the alert",
        lambda w, p: w.alerts_v2.update_alert(
            p.alert, admin(p.environment).alerts_v2.get_alert(p.alert), update_mask="display_name"
        ),
        _any(),
    ),
    Action("see the dashboard", lambda w, p: w.lakeview.get(p.dashboard), _any(VISIT)),
    Action("edit the dashboard", _edit_dashboard, _any()),
)

WHOLE = (
    Action("see the warehouse", lambda w, p: w.warehouses.get(p.warehouse), _any(SQL)),
    Action("start the warehouse", lambda w, p: w.warehouses.start(p.warehouse), _any(SQL)),
    Action("run a statement", lambda w, p: w.statement_execution.execute_statement("SELECT 1", p.warehouse), _any(SQL)),
    Action(
        "create a warehouse",
        lambda w, _p: w.warehouses.create(name=_NAME, cluster_size="2X-Small").response,
        _any(),
        undo=lambda a, _project, made: a.warehouses.delete(made.id),
    ),
    Action("list secrets", lambda w, p: list(w.secrets.list_secrets(_scope(p))), _any(SECRETS)),
    Action("change the workspace's settings", _set_again, _any()),
    Action(
        "create a notification destination",
        lambda w, _p: w.notification_destinations.create(display_name=_NAME, config=_EMAIL),
        _any(),
        undo=lambda a, _project, made: a.notification_destinations.delete(made.id),
    ),
)

ACTIONS = (*JOBS, *SERVING, *TREE, *WHOLE)


@contextmanager
def prepared():
    yield


def cells():
    for environment in ENVIRONMENTS:
        for action in ACTIONS:
            for principal in PRINCIPALS:
                yield cell(principal, environment, action)


def cell(principal, environment, action):
    project = ProjectObjects(f"{environment}.{PROJECT.name}")
    if not principal.is_in(environment):
        expected = DENIED
    elif principal.may_in_workspace(environment) & action.verbs:
        expected = ALLOWED
    else:
        expected = ABSENT if action.listing else DENIED
    return Cell(
        VIEW,
        principal.title,
        f"{project.name} in {environment}'s workspace",
        action.name,
        expected,
        lambda: action.call(workspace_as(principal.name, environment), project),
        action.undo and (lambda result: action.undo(admin(environment), project, result)),
    )
