"""What each task may be told, for those who write jobs: prints it as JSON Schema.

A parameter that is an object or an array passes as JSON text.
"""

import json

from lakestage_pipelines.command_line import TASKS, Task, option_name


def contract() -> dict[str, object]:
    """By the tasks' names, the schema of the options of each."""
    return {name: _options(task) for name, task in TASKS.items()}


def _options(task: Task) -> dict[str, object]:
    schema = task.parameters.model_json_schema()
    named = {option_name(parameter): value for parameter, value in schema["properties"].items()}
    required = [option_name(parameter) for parameter in schema.get("required", [])]
    return schema | {"properties": named, "required": required, "additionalProperties": False}


if __name__ == "__main__":
    print(json.dumps(contract(), indent=2))
