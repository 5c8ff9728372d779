"""What a project's file says to its tasks, as the declared jobs pass it on.

The files are those of `infra/`, which checks them (`lakestage check`) and declares the jobs. Here they are only read,
for work without jobs: layers are merged as there, and a test holds against each other what both say to every task.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.parameters import CycleParameters, LocalParameters

Settings: TypeAlias = dict[str, object]

_DEFAULTS = "_defaults.yaml"
_OVERRIDES = "environments"
# Sections that each model takes over, where it does not say otherwise.
_SHARED_BY_MODELS = ("training", "batch", "streaming", "online")


def projects_folder() -> Path:
    """`projects` here, or in the nearest folder above that has one."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "projects").is_dir():
            return folder / "projects"
    raise TaskError(
        f"neither {here} nor a folder above has projects/, whose files say what tasks are told: give --projects=FOLDER"
    )


def project_file(folder: Path | None, project: str) -> Path | None:
    """The project's file: in this folder, or in the checkout that this code or the present folder lies in."""
    above = (parent / "projects" for start in (Path(__file__), Path.cwd() / "_") for parent in start.parents)
    for candidate in (folder,) if folder else above:
        if (candidate / f"{project}.yaml").is_file():
            return candidate / f"{project}.yaml"
    return None


def read_project(folder: Path, project: str, environment: str) -> Settings:
    """What is said of a project in an environment: defaults, their part for it, the project, its part for it."""
    file = folder / f"{project}.yaml"
    if not file.is_file():
        raise TaskError(f"there is no {file}: write it, or name another folder with --projects")
    environments = sorted(found.name.split(".")[1] for found in folder.parent.glob("Pulumi.*.yaml"))
    if environments and environment not in environments:
        raise TaskError(
            f'there is no environment "{environment}": --environment must be one of {", ".join(environments)}',
            ExitCode.BAD_PARAMETERS,
        )
    merged: Settings = {}
    for layer in (*_layers(folder / _DEFAULTS, environment), *_layers(file, environment)):
        merged = _merge(merged, layer)
    models = merged.get("models")
    if isinstance(models, dict):
        merged["models"] = {_deployed_as(name, model): _with_shared(merged, model) for name, model in models.items()}
    return _without_empty({"schema": project.replace("-", "_"), **_without_empty(merged)})


def cycle_parameters(project: Mapping[str, object], given: LocalParameters) -> CycleParameters:
    """What the declared jobs of a model tell their tasks."""
    models = _section(project, "models")
    name = given.model or _only(list(models), "model", given.project, "--model")
    if name not in models:
        raise TaskError(
            f'projects/{given.project}.yaml has no model "{name}": --model must be one of {", ".join(models)}',
            ExitCode.BAD_PARAMETERS,
        )
    model = _section(models, name)
    batch, approval = _section(model, "batch"), _section(model, "approval")
    files, database = _section(batch, "files"), _section(batch, "database")
    tables = list(_section(_section(project, "features"), "tables"))
    said = {
        "features": model.get("features") or _only(tables, "feature table", given.project, f"models.{name}.features"),
        "hyperparameters": given.hyperparameters if given.hyperparameters is not None else model.get("hyperparameters"),
        "description": model.get("description"),
        "hold_out_days": model.get("holdOutDays"),
        "thresholds": model.get("thresholds"),
        "slice_thresholds": model.get("sliceThresholds"),
        "slice_gaps": model.get("sliceGaps"),
        "latency_milliseconds": model.get("latencyMilliseconds"),
        "sample_rows": model.get("sampleRows"),
        "sampling": model.get("sampling"),
        "approval": approval.get("rule"),
        "approvers": approval.get("approvers"),
        "wait_minutes": approval.get("waitMinutes"),
        "approval_expires_hours": approval.get("expiresAfterHours"),
        "compared_by": model.get("comparedBy"),
        "margin": model.get("margin"),
        "refit": model.get("refit"),
        "input": batch.get("input"),
        "output": _output(model),
        "files": files.get("path"),
        "files_format": files.get("format"),
        "jdbc_url": database.get("url"),
        "jdbc_table": database.get("table"),
        "jdbc_secret_name": database.get("signIn"),
        "granularities": _section(project, "monitoring").get("granularities"),
    }
    whole = {
        **dict(given),
        **said,
        "model": name,
        "schema_name": given.schema_name or project["schema"],
        "experiment": f"/Projects/{given.project}/experiment",
    }
    # What nobody says is left to the tasks, whose defaults are those of the file.
    return CycleParameters.model_validate({key: value for key, value in whole.items() if value is not None})


def _output(model: Mapping[str, object]) -> object:
    """The table that is monitored: batch inference's, or that of a model which only scores rows as they arrive."""
    how = model.get("inference", ["batch"])
    is_streamed = isinstance(how, list) and "batch" not in how and "streaming" in how
    if is_streamed:
        return _section(model, "streaming").get("output", "streamed_predictions")
    return _section(model, "batch").get("output")


def _only(names: list[str], what: str, project: str, where: str) -> str:
    if len(names) != 1:
        raise TaskError(
            f"{project} has {len(names)} {what}s: {where} must be one of {', '.join(names)}", ExitCode.BAD_PARAMETERS
        )
    return names[0]


def _section(settings: Mapping[str, object], key: str) -> Settings:
    found = settings.get(key)
    return found if isinstance(found, dict) else {}


def _layers(file: Path, environment: str) -> list[Settings]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), _CoreLoader) if file.is_file() else None
    except yaml.YAMLError as error:
        raise TaskError(f"{file} is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(content, dict):
        return []
    own = {key: value for key, value in content.items() if key != _OVERRIDES}
    return [own, _section(_section(content, _OVERRIDES), environment)]


def _merge(general: Settings, particular: Settings) -> Settings:
    """Keys and values at every depth; lists and single values replace. Nothing stays nothing: it takes away."""
    merged = dict(general)
    for key, value in particular.items():
        before = merged.get(key)
        merged[key] = _merge(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _with_shared(project: Settings, model: object) -> object:
    if not isinstance(model, dict):
        return model
    shared: Settings = {}
    for name in _SHARED_BY_MODELS:
        general, own = project.get(name), model.get(name, {})
        if isinstance(general, dict) and isinstance(own, dict):
            shared[name] = _merge(general, own)
    return {**model, **shared}


def _deployed_as(name: str, model: object) -> str:
    """What its tables and versions are called: a model that got another name in the file keeps the one before."""
    return str(model.get("previously") or name) if isinstance(model, dict) else name


def _without_empty(settings: Settings) -> Settings:
    return {
        key: _without_empty(value) if isinstance(value, dict) else value
        for key, value in settings.items()
        if value is not None
    }


# YAML 1.2, as `infra/` reads it: 1e-3 is a number, and yes is a word.
_CoreLoader: Any = type("_CoreLoader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))
_CoreLoader.add_constructor(
    "tag:yaml.org,2002:int",
    lambda _, node: int(node.value, 10) if re.fullmatch(r"[-+]?[0-9]+", node.value) else int(node.value, 0),
)
_CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))
