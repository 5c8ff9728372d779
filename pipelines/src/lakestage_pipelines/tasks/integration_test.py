"""integration-test: all tasks on few rows, with nothing left behind."""

from dataclasses import replace

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import IntegrationTestParameters, MonitorParameters
from lakestage_pipelines.registry import delete_model
from lakestage_pipelines.tasks.cycle import run_cycle


def run_integration_test(parameters: IntegrationTestParameters, context: TaskContext) -> None:
    """Runs the cycle in the project's own schemas, under names with a prefix of this run's, and removes them."""
    apart = replace(context, namespace=replace(context.namespace, prefix=f"test_{context.run_id}_"))
    try:
        run_cycle(parameters, apart)
    finally:
        _remove(parameters, apart)


def _remove(parameters: IntegrationTestParameters, context: TaskContext) -> None:
    names = context.namespace
    predictions = str(MonitorParameters.model_fields["predictions"].default)
    for table in (*context.project.tables, predictions):
        context.tables.drop(names.table(table))
    context.tables.drop(names.metrics_table(parameters.model))
    delete_model(names.model(parameters.model))
