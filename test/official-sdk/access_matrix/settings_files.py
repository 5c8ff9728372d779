"""What the settings' files say of an estate: read here once more, by nothing of the programs that deploy it."""

import os
from dataclasses import dataclass
from pathlib import Path

import yaml

PROJECT_UNDER_TEST = "flight-delay"
OTHER_PROJECT = "diabetes-progression"


@dataclass(frozen=True)
class Environment:
    name: str
    # development, staging or production.
    stage: str
    catalog: str
    # Environments whose workspaces read the catalog.
    readers: frozenset


@dataclass(frozen=True)
class Project:
    name: str
    # Of its endpoint, where a model is served online.
    endpoints: tuple
    # Job names, by environment.
    jobs: dict


def _directory():
    return Path(os.environ["LAKESTAGE_PROJECT"])


def _read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _environment(path):
    name = path.name.split(".")[1]
    config = _read(path)["config"]
    catalog = config.get("lakestage:unityCatalog", {})
    return Environment(
        name=name,
        stage=config["lakestage:environment"]["stage"],
        catalog=catalog.get("catalog", name),
        readers=frozenset(catalog.get("readOnlyIn", ())),
    )


def _read_groups():
    config = _read(_directory() / "Pulumi.yaml")["config"]
    return config["lakestage:groups"]["value"]


def _merged(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _merged(one.get(key), other.get(key)) for key in {*one, *other}}
    return one if other is None else other


def _project(name):
    defaults, own = (_read(_directory() / "projects" / f"{each}.yaml") for each in ("_defaults", name))
    settings = _merged(defaults, own)
    models = settings["models"]
    kinds = ["training", "monitoring"]
    if settings.get("features", {}).get("tables"):
        kinds.append("features")
    if any("batch" in model["inference"] for model in models.values()):
        kinds.append("batch-inference")
    jobs = {}
    for environment in ENVIRONMENTS:
        varied = _merged(settings, settings.get("environments", {}).get(environment))
        tests = ["integration-test"] if varied.get("integrationTest", {}).get("enabled") else []
        jobs[environment] = tuple(f"{name}-{kind}" for kind in [*kinds, *tests])
    online = any("online" in model["inference"] for model in models.values())
    return Project(name=name, endpoints=(name,) if online else (), jobs=jobs)


ENVIRONMENTS = {each.name: each for each in map(_environment, sorted(_directory().glob("Pulumi.*.yaml")))}
GROUPS = _read_groups()
PROJECT = _project(PROJECT_UNDER_TEST)


def binding(catalog, workspace):
    """How far the workspace of one environment reaches the catalog of another: write, read or none."""
    if catalog == workspace:
        return "write"
    return "read" if workspace in ENVIRONMENTS[catalog].readers else "none"
