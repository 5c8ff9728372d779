"""What a project's jobs leave behind, done by hand as its run identity, since jobs do not run yet.

python pipelines_by_hand.py train prod.flight-delay     a run, a version of the model, and the alias Champion on it
python pipelines_by_hand.py score prod.flight-delay     the tables of predictions and of metrics
python pipelines_by_hand.py deploy prod.flight-delay    the Champion served by the endpoint
"""

import sys
import tempfile

from databricks.sdk.service.catalog import ColumnInfo, ColumnTypeName, DataSourceFormat, TableType
from databricks.sdk.service.serving import ServedEntityInput

from clients import environment_of, mlflow_as, read_estate, workspace_as
from version_files import write_version_files

_STRING = ("string", ColumnTypeName.STRING)
_DOUBLE = ("double", ColumnTypeName.DOUBLE)
_TIMESTAMP = ("timestamp", ColumnTypeName.TIMESTAMP)

PREDICTIONS = {
    "flight_id": _STRING,
    "carrier": _STRING,
    "prediction": _DOUBLE,
    "late": _DOUBLE,
    "model_version": _STRING,
    "predicted_at": _TIMESTAMP,
}
METRICS = {
    "metric": _STRING,
    "feature": _STRING,
    "value": _DOUBLE,
    "model_version": _STRING,
    "computed_at": _TIMESTAMP,
}


def train(estate, stack, model):
    """Registers one more version and makes it the Champion."""
    project = stack.split(".")[1]
    with mlflow_as(estate, environment_of(stack), estate["projects"][stack]["runner"]) as client:
        experiment = client.get_experiment_by_name(f"/Projects/{project}/experiment")
        run = client.create_run(experiment.experiment_id, run_name="by hand")
        client.log_metric(run.info.run_id, "roc_auc", 0.7)
        client.set_terminated(run.info.run_id)
        with tempfile.TemporaryDirectory() as directory:
            version = client.create_model_version(model, write_version_files(directory), run.info.run_id)
        client.set_registered_model_alias(model, "Champion", version.version)


def score(estate, stack, model):
    """Makes the tables that monitors and alerts wait for."""
    client = workspace_as(estate, environment_of(stack), estate["projects"][stack]["runner"])
    catalog, schema, name = model.split(".")
    _create_table(client, f"{catalog}.{schema}.predictions", PREDICTIONS)
    _create_table(client, f"{catalog}.{schema}_monitoring.{name}_metrics", METRICS)


def deploy(estate, stack, model):
    """Moves the endpoint to the Champion, as the deployment task does."""
    client = workspace_as(estate, environment_of(stack), estate["projects"][stack]["runner"])
    champion = client.model_versions.get_by_alias(model, "Champion")
    endpoint = stack.split(".")[1]
    now = client.serving_endpoints.get(endpoint).config
    entities = [
        ServedEntityInput.from_dict(
            entity.as_dict() | ({"entity_version": str(champion.version)} if entity.name == "champion" else {})
        )
        for entity in now.served_entities
    ]
    client.serving_endpoints.update_config_and_wait(
        endpoint, served_entities=entities, traffic_config=now.traffic_config
    )


def _create_table(client, full_name, columns):
    catalog, schema, name = full_name.split(".")
    client.tables.create(
        name=name,
        catalog_name=catalog,
        schema_name=schema,
        table_type=TableType.MANAGED,
        data_source_format=DataSourceFormat.DELTA,
        storage_location="",
        columns=[
            ColumnInfo(name=column, type_text=text, type_name=kind, position=position, nullable=True)
            for position, (column, (text, kind)) in enumerate(columns.items())
        ],
    )


if __name__ == "__main__":
    command, named_stack = sys.argv[1:]
    known = read_estate()
    full_schema = known["projects"][named_stack]["schema"]
    {"train": train, "score": score, "deploy": deploy}[command](
        known, named_stack, f"{full_schema}.{full_schema.split('.')[1]}"
    )
