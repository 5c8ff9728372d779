"""What tasks may be told, for those who write jobs, and what projects' code is about, for those who write their files.

`contract tasks` prints the one as JSON Schema, in which an object or an array passes as JSON text; `contract projects`
prints the other.
"""

import json
import sys

from lakestage_pipelines.command_line import TASKS, Task, option_name
from lakestage_pipelines.project import ModelDefinition, Project
from lakestage_pipelines.projects import PROJECTS


def contract() -> dict[str, object]:
    """By the tasks' names, the schema of the options of each."""
    return {name: _options(task) for name, task in TASKS.items()}


def _options(task: Task) -> dict[str, object]:
    schema = task.parameters.model_json_schema()
    named = {option_name(parameter): value for parameter, value in schema["properties"].items()}
    required = [option_name(parameter) for parameter in schema.get("required", [])]
    return schema | {"properties": named, "required": required, "additionalProperties": False}


def projects() -> dict[str, object]:
    """By the projects' names, what their files have in common with their code."""
    return {name: _described(project) for name, project in sorted(PROJECTS.items())}


def _described(project: Project) -> dict[str, object]:
    return {
        "tables": {
            name: {"primaryKey": list(table.primary_key), "timestamp": table.timestamp}
            for name, table in project.tables.items()
        },
        "models": {name: _model(model) for name, model in project.models.items()},
    }


def _model(model: ModelDefinition) -> dict[str, object]:
    return {
        "task": model.task,
        "label": model.label,
        "slices": list(model.slices),
        "hyperparameters": list(model.hyperparameters.model_fields),
    }


if __name__ == "__main__":
    print(json.dumps({"tasks": contract, "projects": projects}[sys.argv[1]](), indent=2))
