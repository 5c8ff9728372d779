"""The projects that this package has code for."""

from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.project import ModelDefinition, Project
from lakestage_pipelines.projects.diabetes_progression import DIABETES_PROGRESSION
from lakestage_pipelines.projects.flight_delay import FLIGHT_DELAY

PROJECTS = {project.name: project for project in (DIABETES_PROGRESSION, FLIGHT_DELAY)}


def project_named(name: str) -> Project:
    """The project with this name."""
    try:
        return PROJECTS[name]
    except KeyError:
        raise TaskError(
            f'there is no code for the project "{name}": --project must be one of {", ".join(PROJECTS)}',
            ExitCode.BAD_PARAMETERS,
        ) from None


def model_named(project: Project, name: str) -> ModelDefinition:
    """The project's model with this name."""
    try:
        return project.models[name]
    except KeyError:
        raise TaskError(
            f'the project {project.name} has no model "{name}": it must be one of {", ".join(project.models)}',
            ExitCode.BAD_PARAMETERS,
        ) from None
