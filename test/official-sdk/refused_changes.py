"""What changes, costs or runs something of a project, each as one call of the official SDK on a project's objects."""

import io
import time

from databricks.sdk.service.catalog import MonitorSnapshot, PermissionsChange, Privilege
from databricks.sdk.service.compute import ClusterSpec, Environment
from databricks.sdk.service.dashboards import Dashboard
from databricks.sdk.service.iam import AccessControlRequest, PermissionLevel
from databricks.sdk.service.jobs import (
    CronSchedule,
    JobCluster,
    JobEnvironment,
    JobSettings,
    SparkPythonTask,
    SubmitTask,
    Task,
)
from databricks.sdk.service.ml import Metric
from databricks.sdk.service.serving import EndpointCoreConfigInput, EndpointTag, ServedEntityInput
from databricks.sdk.service.sql import AlertV2, CreateQueryRequestQuery, UpdateQueryRequestQuery
from databricks.sdk.service.workspace import ImportFormat

SCIENTIST = "data.scientist@lakestage.example"

_CODE = SparkPythonTask(python_file="/Workspace/Shared/mine.py")
_CLUSTER = ClusterSpec(spark_version="15.4.x-scala2.12", node_type_id="Standard_D4ds_v5", num_workers=1)
_SERVERLESS = JobEnvironment("python", Environment(environment_version="4"))


def _mine(project):
    return [ServedEntityInput(entity_name=project.model, entity_version="1", workload_size="Small", name="champion")]


def _manage(kind, object_id):
    """Takes the object over."""
    entry = AccessControlRequest(user_name=SCIENTIST, permission_level=PermissionLevel.CAN_MANAGE)
    return lambda w: w.permissions.update(kind, str(object_id), access_control_list=[entry])


JOBS = {
    "run a job": lambda w, p: w.jobs.run_now(p.job("training")),
    "submit a run": lambda w, p: w.jobs.submit(
        tasks=[SubmitTask("mine", spark_python_task=_CODE, new_cluster=_CLUSTER)]
    ),
    "submit a serverless run": lambda w, p: w.jobs.submit(
        environments=[_SERVERLESS], tasks=[SubmitTask("mine", spark_python_task=_CODE, environment_key="python")]
    ),
    "create a job on a cluster": lambda w, p: w.jobs.create(
        name="mine",
        job_clusters=[JobCluster("job", _CLUSTER)],
        tasks=[Task("mine", spark_python_task=_CODE, job_cluster_key="job")],
    ),
    "create a serverless job": lambda w, p: w.jobs.create(
        name="mine", environments=[_SERVERLESS], tasks=[Task("mine", spark_python_task=_CODE, environment_key="python")]
    ),
    "update a job": lambda w, p: w.jobs.update(
        p.job("training"), new_settings=JobSettings(schedule=CronSchedule("0 0 1 * * ?", "UTC"))
    ),
    "reset a job": lambda w, p: w.jobs.reset(p.job("training"), JobSettings(name="mine")),
    "delete a job": lambda w, p: w.jobs.delete(p.job("training")),
    "take a job over": lambda w, p: _manage("jobs", p.job("training"))(w),
    "cancel a job's runs": lambda w, p: w.jobs.cancel_all_runs(job_id=p.job("training")),
}

SERVING = {
    "create an endpoint": lambda w, p: w.serving_endpoints.create(
        "mine", config=EndpointCoreConfigInput(name="mine", served_entities=_mine(p))
    ),
    "update an endpoint": lambda w, p: w.serving_endpoints.update_config(p.name, served_entities=_mine(p)),
    "tag an endpoint": lambda w, p: w.serving_endpoints.patch(p.name, add_tags=[EndpointTag("mine", "1")]),
    "lift an endpoint's limits": lambda w, p: w.serving_endpoints.put_ai_gateway(p.name, rate_limits=[]),
    "query an endpoint": lambda w, p: w.serving_endpoints.query(p.name, dataframe_records=[{"distance": 1.0}]),
    "delete an endpoint": lambda w, p: w.serving_endpoints.delete(p.name),
    "take an endpoint over": lambda w, p: _manage("serving-endpoints", w.serving_endpoints.get(p.name).id)(w),
}

MODELS_AND_FILES = {
    "move an alias": lambda w, p: w.registered_models.set_alias(p.model, "Champion", 1),
    "delete an alias": lambda w, p: w.registered_models.delete_alias(p.model, "Champion"),
    "describe a version": lambda w, p: w.model_versions.update(p.model, 1, comment="mine"),
    "delete a version": lambda w, p: w.model_versions.delete(p.model, 1),
    "delete a model": lambda w, p: w.registered_models.delete(p.model),
    "create a model": lambda w, p: w.registered_models.create(
        catalog_name=p.schema.split(".")[0], schema_name=p.schema.split(".")[1], name="mine"
    ),
    "grant on a model": lambda w, p: w.grants.update(
        "function", p.model, changes=[PermissionsChange(principal=SCIENTIST, add=[Privilege.ALL_PRIVILEGES])]
    ),
    "delete a table": lambda w, p: w.tables.delete(p.monitored_table),
    "write a file": lambda w, p: w.files.upload(f"{p.files}/mine.txt", io.BytesIO(b"mine")),
    "create a directory of files": lambda w, p: w.files.create_directory(f"{p.files}/mine"),
    "upload to the workspace": lambda w, p: w.workspace.upload(
        f"{p.folder}/mine.py", io.BytesIO(b"1"), format=ImportFormat.AUTO
    ),
    "create a directory": lambda w, p: w.workspace.mkdirs(f"{p.folder}/mine"),
    "delete the project's folder": lambda w, p: w.workspace.delete(p.folder, recursive=True),
    "move the Git folder": lambda w, p: w.repos.update(p.git_folder, branch="develop"),
    "delete the Git folder": lambda w, p: w.repos.delete(p.git_folder),
}

EXPERIMENTS = {
    "rename an experiment": lambda w, p: w.experiments.update_experiment(p.experiment, new_name=f"{p.folder}/mine"),
    "tag an experiment": lambda w, p: w.experiments.set_experiment_tag(p.experiment, "mine", "1"),
    "delete an experiment": lambda w, p: w.experiments.delete_experiment(p.experiment),
    "create an experiment": lambda w, p: w.experiments.create_experiment(f"{p.folder}/mine"),
    "start a run": lambda w, p: w.experiments.create_run(experiment_id=p.experiment),
    "log to a run": lambda w, p: w.experiments.log_batch(
        run_id=a_run_of(w, p), metrics=[Metric(key="mine", value=1.0, timestamp=int(time.time() * 1000), step=0)]
    ),
    "delete a run": lambda w, p: w.experiments.delete_run(a_run_of(w, p)),
    "take an experiment over": lambda w, p: _manage("experiments", p.experiment)(w),
}

MONITORING = {
    "create a monitor": lambda w, p: w.quality_monitors.create(
        f"{p.schema}_monitoring.{p.schema.split('.')[1]}_metrics",
        output_schema_name=p.schema,
        assets_dir=p.folder,
        snapshot=MonitorSnapshot(),
    ),
    "change a monitor": lambda w, p: w.quality_monitors.update(
        p.monitored_table, output_schema_name=f"{p.schema}_monitoring", snapshot=MonitorSnapshot()
    ),
    "delete a monitor": lambda w, p: w.quality_monitors.delete(p.monitored_table),
    "refresh a monitor": lambda w, p: w.quality_monitors.run_refresh(p.monitored_table),
    "create a query": lambda w, p: w.queries.create(
        query=CreateQueryRequestQuery(
            display_name="mine", parent_path=p.folder, query_text="SELECT 1", warehouse_id=p.warehouse
        )
    ),
    "edit a query": lambda w, p: w.queries.update(
        p.query, update_mask="query_text", query=UpdateQueryRequestQuery(query_text="SELECT 1")
    ),
    "trash a query": lambda w, p: w.queries.delete(p.query),
    "edit an alert": lambda w, p: w.alerts_v2.update_alert(
        p.alert, alert=_renamed(w.alerts_v2.get_alert(p.alert)), update_mask="display_name"
    ),
    "trash an alert": lambda w, p: w.alerts_v2.trash_alert(p.alert),
    "edit a dashboard": lambda w, p: w.lakeview.update(p.dashboard, dashboard=Dashboard(display_name="mine")),
    "publish a dashboard": lambda w, p: w.lakeview.publish(p.dashboard, warehouse_id=p.warehouse),
    "trash a dashboard": lambda w, p: w.lakeview.trash(p.dashboard),
    "run a statement": lambda w, p: w.statement_execution.execute_statement("SELECT 1", p.warehouse),
    "start a warehouse": lambda w, p: w.warehouses.start(p.warehouse),
}

CHANGES = {**JOBS, **SERVING, **MODELS_AND_FILES, **EXPERIMENTS, **MONITORING}


def a_run_of(client, project):
    """Id of a run that the project's pipelines logged."""
    return next(client.experiments.search_runs(experiment_ids=[project.experiment])).info.run_id


def _renamed(alert):
    return AlertV2.from_dict({**alert.as_dict(), "display_name": "mine"})
