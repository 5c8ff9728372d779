"""What people may do with a project's objects, by the official SDK: look in prod, work in dev, test in staging."""

import pytest
from databricks.sdk.errors import NotFound, OperationFailed, PermissionDenied
from databricks.sdk.service.catalog import ColumnInfo, ColumnTypeName, DataSourceFormat, TableType
from databricks.sdk.service.compute import ClusterSpec
from databricks.sdk.service.jobs import JobCluster, RunResultState, SparkPythonTask, Task
from databricks.sdk.service.ml import Metric

from project_objects import ProjectObjects
from refused_changes import CHANGES, SCIENTIST, a_run_of

ENGINEER = "ml.engineer@lakestage.example"
OUTSIDER = "outsider@lakestage.example"
ADMIN = "lakestage-deployer"
PROJECT = "flight-delay"

DEV, STAGING, PROD = (ProjectObjects(f"{environment}.{PROJECT}") for environment in ("dev", "staging", "prod"))


def _volume_lists(client, project):
    return [each.path for each in client.files.list_directory_contents(project.files)]


# What a call of the SDK finds, and what must be in it.
SEEN = {
    "jobs": lambda w, p: ({each.job_id for each in w.jobs.list()}, set(p.jobs)),
    "a job's settings": lambda w, p: ({w.jobs.get(p.job("training")).settings.name}, {f"{PROJECT}-training"}),
    "a job's runs": lambda w, p: ({each.run_id for each in w.jobs.list_runs(job_id=p.job("training"))}, set()),
    "the experiment": lambda w, p: (
        {w.experiments.get_experiment(p.experiment).experiment.name},
        {f"{p.folder}/experiment"},
    ),
    "runs of the experiment": lambda w, p: (
        {each.key for each in w.experiments.get_run(a_run_of(w, p)).run.data.metrics},
        {"roc_auc"},
    ),
    "the model": lambda w, p: ({w.registered_models.get(p.model).full_name}, {p.model}),
    "versions of the model": lambda w, p: ({each.version for each in w.model_versions.list(p.model)}, {1}),
    "the Champion": lambda w, p: ({w.model_versions.get_by_alias(p.model, "Champion").status.value}, {"READY"}),
    "the endpoint": lambda w, p: ({w.serving_endpoints.get(PROJECT).state.ready.value}, {"READY"}),
    "endpoints": lambda w, p: ({each.name for each in w.serving_endpoints.list()}, {PROJECT}),
    "the monitor": lambda w, p: ({w.quality_monitors.get(p.monitored_table).table_name}, {p.monitored_table}),
    "the monitor's metric tables": lambda w, p: (
        {each.name for each in w.tables.list(*f"{p.schema}_monitoring".split("."))},
        {"predictions_profile_metrics", "predictions_drift_metrics"},
    ),
    "the table of predictions": lambda w, p: (
        {each.name for each in w.tables.get(p.monitored_table).columns},
        {"prediction", "model_version", "predicted_at"},
    ),
    "the endpoint's requests": lambda w, p: (
        {w.tables.get(f"{p.model}_requests_payload").schema_name},
        {p.schema.split(".")[1]},
    ),
    "files of the volume": lambda w, p: (set(_volume_lists(w, p)), set()),
    "the query": lambda w, p: ({w.queries.get(p.query).display_name}, {f"{PROJECT}: model-decays"}),
    "the alert": lambda w, p: ({w.alerts_v2.get_alert(p.alert).display_name}, {f"{PROJECT}: model-decays"}),
    "the dashboard": lambda w, p: ({w.lakeview.get(p.dashboard).display_name}, {PROJECT}),
    "the Git folder": lambda w, p: ({w.repos.get(p.git_folder).branch}, {"release"}),
    "the project's folder": lambda w, p: (
        {each.path for each in w.workspace.list(p.folder)},
        {f"{p.folder}/experiment", f"{p.folder}/source"},
    ),
}


@pytest.fixture(scope="module")
def before(workspace):
    """What an administrator reads in production before anybody tried anything."""
    return _state_of_prod(workspace)


def _state_of_prod(workspace):
    client = workspace("prod", ADMIN)
    return {
        "jobs": sorted(str(each.as_dict()) for each in client.jobs.list(expand_tasks=True)),
        "endpoint": client.serving_endpoints.get(PROJECT).as_dict(),
        "aliases": client.registered_models.get(PROD.model, include_aliases=True).as_dict(),
        "versions": [each.as_dict() for each in client.model_versions.list(PROD.model)],
        "experiment": client.experiments.get_experiment(PROD.experiment).experiment.as_dict(),
        "runs": [each.as_dict() for each in client.experiments.search_runs(experiment_ids=[PROD.experiment])],
        "monitor": client.quality_monitors.get(PROD.monitored_table).as_dict(),
        "query": client.queries.get(PROD.query).as_dict(),
        "alert": client.alerts_v2.get_alert(PROD.alert).as_dict(),
        "dashboard": client.lakeview.get(PROD.dashboard).as_dict(),
        "files": _volume_lists(client, PROD),
        "folder": sorted(each.path for each in client.workspace.list(PROD.folder)),
    }


@pytest.mark.parametrize("thing", SEEN)
@pytest.mark.parametrize("principal", [SCIENTIST, ENGINEER])
def test_in_production_people_see(workspace, principal, thing):
    found, expected = SEEN[thing](workspace("prod", principal), PROD)
    assert expected <= found


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("principal", [SCIENTIST, ENGINEER])
def test_in_production_people_do_not(workspace, before, principal, change):
    with pytest.raises(PermissionDenied):
        CHANGES[change](workspace("prod", principal), PROD)


def test_in_production_nothing_has_changed_by_what_was_tried(workspace, before):
    assert _state_of_prod(workspace) == before


@pytest.mark.parametrize("thing", SEEN)
def test_whoever_is_in_no_group_sees_nothing(workspace, thing):
    with pytest.raises((PermissionDenied, NotFound)):
        SEEN[thing](workspace("prod", OUTSIDER), PROD)


def test_in_dev_a_data_scientist_makes_jobs_and_may_start_them(workspace):
    client = workspace("dev", SCIENTIST)
    policy = next(each for each in client.cluster_policies.list() if "job" in each.name)
    cluster = ClusterSpec(policy_id=policy.policy_id, apply_policy_default_values=True, num_workers=1)
    job = client.jobs.create(
        name="mine",
        job_clusters=[JobCluster("job", cluster)],
        tasks=[
            Task(task_key="mine", spark_python_task=SparkPythonTask("/Workspace/Shared/mine.py"), job_cluster_key="job")
        ],
    )
    try:
        assert client.jobs.get(job.job_id).creator_user_name == SCIENTIST
        with pytest.raises(OperationFailed, match=r"Cannot read the python file /Workspace/Shared/mine\.py"):
            client.jobs.run_now(job.job_id).result()
    finally:
        client.jobs.delete(job.job_id)


@pytest.mark.parametrize("principal", [SCIENTIST, ENGINEER])
def test_in_dev_people_may_start_the_projects_jobs(workspace, principal):
    jobs = workspace("dev", principal).jobs
    run = jobs.run_now(DEV.job("training"))
    assert jobs.cancel_run_and_wait(run.run_id).state.result_state is RunResultState.CANCELED


def test_in_dev_a_data_scientist_logs_runs(workspace):
    client = workspace("dev", SCIENTIST)
    run = client.experiments.create_run(experiment_id=DEV.experiment, run_name="mine").run
    client.experiments.log_batch(run_id=run.info.run_id, metrics=[Metric(key="f1", value=0.5, timestamp=1, step=0)])
    assert [each.value for each in client.experiments.get_run(run.info.run_id).run.data.metrics] == [0.5]
    client.experiments.delete_run(run.info.run_id)


def test_in_dev_a_data_scientist_makes_tables_and_models(workspace, estate):
    client, catalog = workspace("dev", SCIENTIST), estate["catalogs"]["dev"]
    client.schemas.create(name="mine", catalog_name=catalog)
    try:
        table = client.tables.create(
            name="rows",
            catalog_name=catalog,
            schema_name="mine",
            table_type=TableType.MANAGED,
            data_source_format=DataSourceFormat.DELTA,
            storage_location="",
            columns=[ColumnInfo(name="id", type_text="bigint", type_name=ColumnTypeName.LONG, position=0)],
        )
        assert table.owner == SCIENTIST
        model = client.registered_models.create(catalog_name=catalog, schema_name="mine", name="model")
        assert model.owner == SCIENTIST
        client.registered_models.delete(f"{catalog}.mine.model")
    finally:
        client.schemas.delete(f"{catalog}.mine", force=True)


def test_in_staging_an_ml_engineer_may_start_the_integration_test(workspace):
    jobs = workspace("staging", ENGINEER).jobs
    run = jobs.run_now(STAGING.job("integration-test"))
    assert jobs.cancel_run_and_wait(run.run_id).state.result_state is RunResultState.CANCELED


def test_in_staging_a_data_scientist_may_not(workspace):
    with pytest.raises(PermissionDenied):
        workspace("staging", SCIENTIST).jobs.run_now(STAGING.job("integration-test"))
