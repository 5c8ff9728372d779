"""local: the tasks of a model on this machine, told what the project's file says."""

from dataclasses import replace

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import LocalParameters
from lakestage_pipelines.settings import cycle_parameters, projects_folder, read_project
from lakestage_pipelines.tasks.cycle import run_cycle


def run_local(parameters: LocalParameters, context: TaskContext) -> None:
    """The same settings as the declared jobs', and the same way: what fails a threshold there, fails it here."""
    folder = parameters.projects or projects_folder()
    project = read_project(folder, parameters.project, parameters.environment)
    cycle = cycle_parameters(project, parameters)
    names = replace(
        context.namespace,
        schema=cycle.schema_name,
        monitoring_schema=parameters.monitoring_schema or f"{cycle.schema_name}_monitoring",
    )
    run_cycle(cycle, replace(context, namespace=names))
