"""integration-test: all tasks on few rows, with nothing left behind."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import mlflow

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import IntegrationTestParameters
from lakestage_pipelines.registry import delete_model, models_in
from lakestage_pipelines.results import TaskResults
from lakestage_pipelines.tasks.cycle import run_cycle
from lakestage_pipelines.tracking import select_experiment

_BEGAN = "%Y%m%d%H%M%S"
_PREFIX = re.compile(r"test_(?P<began>\d{14})_\w+?_of_")


def run_integration_test(parameters: IntegrationTestParameters, context: TaskContext) -> None:
    """Runs the cycle in the project's own schemas, under names with a prefix of this run's, and removes them.

    A run that was killed leaves its own behind: a later one removes what is older than any run lasts.
    """
    now = datetime.now(UTC)
    _remove(context, older_than=now - timedelta(hours=parameters.leftovers_hours))
    run = re.sub(r"\W", "", context.run_id)
    prefix = f"test_{now:{_BEGAN}}_{run}_of_"
    apart = replace(context, namespace=replace(context.namespace, prefix=prefix))
    results = TaskResults(f"{context.project.name} in {context.environment}: {parameters.model}")
    try:
        run_cycle(parameters, apart, results.observed)
    finally:
        try:
            with results.observed("removal"):
                _remove(context, prefix=prefix)
        finally:
            _keep(results, parameters, context)


def _keep(results: TaskResults, parameters: IntegrationTestParameters, context: TaskContext) -> None:
    files = {"junit.xml": results.junit(), "results.md": results.markdown()}
    select_experiment(parameters.experiment, context.local)
    with mlflow.start_run(run_name=f"integration-test-{context.run_id}"):
        for name, text in files.items():
            mlflow.log_text(text, f"integration-test/{name}")
    if parameters.results:
        folder = Path(parameters.results)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    print(results.markdown())


def _remove(context: TaskContext, *, prefix: str | None = None, older_than: datetime | None = None) -> None:
    """Removes the tables and models of the run with this prefix, or of all runs that began before."""
    names = context.namespace

    def is_meant(name: str) -> bool:
        found = _PREFIX.match(name)
        if not found:
            return False
        if older_than is None:
            return name.startswith(prefix or "")
        began = datetime.strptime(found["began"], _BEGAN).replace(tzinfo=UTC)
        return began < older_than

    removed = []
    for schema in (names.schema, names.monitoring_schema):
        for table in context.tables.names(f"{names.catalog}.{schema}"):
            if is_meant(table):
                context.tables.drop(f"{names.catalog}.{schema}.{table}")
                removed.append(table)
    for model in models_in(f"{names.catalog}.{names.schema}"):
        if is_meant(model.rsplit(".", 1)[-1]):
            delete_model(model)
            removed.append(model)
    if older_than is not None and removed:
        print(f"removed what an earlier run left behind: {', '.join(removed)}")
