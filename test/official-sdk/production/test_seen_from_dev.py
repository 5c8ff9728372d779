"""A data scientist and production's trained model: everything is read, through dev's binding too, and nothing changed."""

import os

import mlflow
import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.config import Config
from databricks.sdk.errors import PermissionDenied
from databricks.sdk.service.sql import ExecuteStatementRequestOnWaitTimeout, StatementState
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient
from project_objects import ProjectObjects
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from refused_changes import EXPERIMENTS, JOBS, MODELS_AND_FILES, SCIENTIST, a_run_of

ADMIN = "lakestage-deployer"
DEV, PROD = ProjectObjects("dev.diabetes-progression"), ProjectObjects("prod.diabetes-progression")
SCHEMA = PROD.schema
TABLE = f"{SCHEMA}.patient_features"
MODEL = PROD.model

# The Git folder and the folder are looked at elsewhere: here it is what a training run made.
CHANGES = {
    **JOBS,
    **MODELS_AND_FILES,
    **EXPERIMENTS,
    "cancel a run": lambda w, p: w.jobs.cancel_run(_job_run(w, p)),
    "repair a run": lambda w, p: w.jobs.repair_run(_job_run(w, p), rerun_all_failed_tasks=True),
    "delete a job's run": lambda w, p: w.jobs.delete_run(_job_run(w, p)),
}


# What changes a table, or the schema and the catalog that it is in, by statements.
WRITES = {
    "insert": f"INSERT INTO {TABLE} SELECT * FROM {TABLE}",
    "insert overwrite": f"INSERT OVERWRITE {TABLE} SELECT * FROM {TABLE} LIMIT 1",
    "update": f"UPDATE {TABLE} SET age = 0",
    "delete": f"DELETE FROM {TABLE}",
    "merge": (
        f"MERGE INTO {TABLE} t USING {TABLE} s ON t.patient_id = s.patient_id WHEN MATCHED THEN UPDATE SET t.age = 0"
    ),
    "truncate": f"TRUNCATE TABLE {TABLE}",
    "add a column": f"ALTER TABLE {TABLE} ADD COLUMN mine INT",
    "set a property": f"ALTER TABLE {TABLE} SET TBLPROPERTIES ('mine' = '1')",
    "comment": f"COMMENT ON TABLE {TABLE} IS 'mine'",
    "restore": f"RESTORE TABLE {TABLE} TO VERSION AS OF 0",
    "vacuum": f"VACUUM {TABLE}",
    "create a table": f"CREATE TABLE {SCHEMA}.mine AS SELECT 1 AS one",
    "drop": f"DROP TABLE {TABLE}",
    "create a schema": f"CREATE SCHEMA {SCHEMA.split('.')[0]}.mine",
    "drop a schema": f"DROP SCHEMA {SCHEMA} CASCADE",
}

BY_MLFLOW = {
    "start a run": lambda c, w: c.create_run(PROD.experiment),
    "log a metric": lambda c, w: c.log_metric(a_run_of(w, PROD), "mine", 1.0),
    "log a parameter": lambda c, w: c.log_param(a_run_of(w, PROD), "mine", "1"),
    "set a run's tag": lambda c, w: c.set_tag(a_run_of(w, PROD), "mine", "1"),
    "end a run": lambda c, w: c.set_terminated(a_run_of(w, PROD), "FAILED"),
    "delete a run": lambda c, w: c.delete_run(a_run_of(w, PROD)),
    "set a version's tag": lambda c, w: c.set_model_version_tag(MODEL, "1", "approved_by", SCIENTIST),
    "delete a version's tag": lambda c, w: c.delete_model_version_tag(MODEL, "1", "approval"),
    "move an alias": lambda c, w: c.set_registered_model_alias(MODEL, "Champion", "1"),
    "delete an alias": lambda c, w: c.delete_registered_model_alias(MODEL, "Champion"),
    "delete a version": lambda c, w: c.delete_model_version(MODEL, "1"),
    "delete the model": lambda c, w: c.delete_registered_model(MODEL),
    "describe a version": lambda c, w: c.update_model_version(MODEL, "1", "mine"),
}


def _job_run(client, project):
    return next(client.jobs.list_runs(job_id=project.job("training"))).run_id


@pytest.fixture(scope="module")
def spark(estate):
    """Spark as the data scientist, in dev's workspace."""
    client = WorkspaceClient(
        config=Config(host=estate["workspaces"]["dev"], token=estate["tokens"][SCIENTIST], auth_type="pat")
    )
    where = f"sc://localhost:{os.environ['LAKESTAGE_TEST_DATA_PORT']}/"
    told = f";token={estate['tokens'][SCIENTIST]};x-databricks-org-id={client.get_workspace_id()}"
    session = SparkSession.builder.remote(where + told).create()
    yield session
    session.stop()


@pytest.fixture
def mlflow_client(estate, monkeypatch):
    """MLflow's client as the data scientist, in prod's workspace."""
    monkeypatch.setenv("DATABRICKS_HOST", estate["workspaces"]["prod"])
    monkeypatch.setenv("DATABRICKS_TOKEN", estate["tokens"][SCIENTIST])
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    mlflow.set_tracking_uri("databricks")
    mlflow.set_registry_uri("databricks-uc")
    return MlflowClient()


@pytest.fixture(scope="module")
def scientist(workspace):
    return workspace("prod", SCIENTIST)


def _state(workspace):
    client = workspace("prod", ADMIN)
    return {
        "model": client.registered_models.get(MODEL, include_aliases=True).as_dict(),
        "versions": [each.as_dict() for each in client.model_versions.list(MODEL)],
        "runs": [each.as_dict() for each in client.experiments.search_runs(experiment_ids=[PROD.experiment])],
        "job runs": [each.as_dict() for each in client.jobs.list_runs(job_id=PROD.job("training"))],
        "tables": [each.as_dict() for each in client.tables.list(*SCHEMA.split("."))],
        "schemas": sorted(each.name for each in client.schemas.list("prod")),
    }


@pytest.fixture(scope="module", autouse=True)
def before(workspace):
    """What an administrator reads before anybody tried anything."""
    return _state(workspace)


def _asked(client, statement):
    answer = client.statement_execution.execute_statement(
        statement, DEV.warehouse, wait_timeout="50s", on_wait_timeout=ExecuteStatementRequestOnWaitTimeout.CANCEL
    )
    return answer.status, answer.result.data_array if answer.result else None


def test_runs_metrics_and_artefacts_are_read(scientist, mlflow_client):
    run = mlflow_client.get_run(a_run_of(scientist, PROD))
    assert run.data.metrics["rmse"] > 0
    assert [each.path for each in mlflow_client.list_artifacts(run.info.run_id)]
    assert mlflow_client.get_model_version_by_alias(MODEL, "Champion").version == "1"
    assert scientist.jobs.get_run(_job_run(scientist, PROD)).state.result_state.value == "SUCCESS"


def test_tables_are_read_from_dev_by_spark_and_by_statements(spark, workspace):
    assert spark.table(TABLE).count() == 442
    status, rows = _asked(workspace("dev", SCIENTIST), f"SELECT count(*) FROM {TABLE}")
    assert (status.state, rows) == (StatementState.SUCCEEDED, [["442"]])


def test_of_dev_the_same_is_changed(spark, workspace):
    mine = f"{DEV.schema}.mine"
    spark.range(3).write.saveAsTable(mine)
    status, _ = _asked(workspace("dev", SCIENTIST), f"INSERT INTO {mine} VALUES (7)")
    assert status.state == StatementState.SUCCEEDED
    assert spark.table(mine).count() == 4
    spark.sql(f"DROP TABLE {mine}")


@pytest.mark.parametrize("change", CHANGES)
def test_by_the_sdk_nothing_is_changed(scientist, change):
    with pytest.raises(PermissionDenied):
        CHANGES[change](scientist, PROD)


@pytest.mark.parametrize("change", BY_MLFLOW)
def test_by_mlflow_nothing_is_changed(scientist, mlflow_client, change):
    with pytest.raises((MlflowException, PermissionDenied)) as refused:
        BY_MLFLOW[change](mlflow_client, scientist)
    assert "PERMISSION_DENIED" in str(refused.value) or isinstance(refused.value, PermissionDenied)


@pytest.mark.parametrize("write", WRITES)
def test_by_spark_nothing_is_written(spark, write):
    with pytest.raises(Exception, match="PERMISSION_DENIED|does not have|INSUFFICIENT_PERMISSIONS|READ.ONLY|read-only"):
        spark.sql(WRITES[write]).collect()


def test_by_sparks_writers_nothing_is_written(spark):
    with pytest.raises(Exception, match="PERMISSION_DENIED|does not have|INSUFFICIENT_PERMISSIONS|READ.ONLY|read-only"):
        spark.range(1).select(F.col("id").alias("one")).write.mode("overwrite").saveAsTable(f"{SCHEMA}.mine")


@pytest.mark.parametrize("write", WRITES)
def test_by_a_statement_nothing_is_written(workspace, write):
    status, _ = _asked(workspace("dev", SCIENTIST), WRITES[write])
    assert status.state == StatementState.FAILED
    assert "PERMISSION" in str(status.error.as_dict()) or "read-only" in status.error.message.lower()


@pytest.mark.parametrize("asked", ["SELECT 1", f"SELECT * FROM {TABLE}"])
def test_prods_warehouse_computes_nothing_for_them(scientist, asked):
    with pytest.raises(PermissionDenied):
        scientist.statement_execution.execute_statement(asked, PROD.warehouse)


def test_nothing_has_changed_by_what_was_tried(workspace, before):
    assert _state(workspace) == before
