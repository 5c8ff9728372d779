"""Compares what a Pulumi program declared with what the official SDK reads back."""

import json
import os
import re

# What Pulumi's provider keeps for itself, or sends under another name; none of it is state of the service.
NOT_OF_THE_SERVICE = {
    "force_destroy",
    "force_update",
    "skip_validation",
    "disable_as_user_deletion",
    "force_delete_home_dir",
    "force",
    "no_wait",
    "provider_config",
    "purge_on_delete",
    "api",
}

# Pulumi's provider calls lists by plurals; of most the service does too.
_SINGULAR = {"depends_ons": "depends_on", "on_failures": "on_failure", "on_update_failures": "on_update_failure"}


def snake(name):
    """`accessConnectorId` as the service spells it: `access_connector_id`."""
    spelled = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return _SINGULAR.get(spelled, spelled)


def as_declared(value):
    """Pulumi's inputs in the service's spelling, without what Pulumi adds for itself."""
    if isinstance(value, dict):
        return {snake(key): as_declared(each) for key, each in value.items() if not key.startswith("__")}
    if isinstance(value, list):
        return [as_declared(each) for each in value]
    return value


def differences(declared, actual, where=""):
    """Every declared value that was read back otherwise; what the service adds is no difference."""
    if isinstance(declared, dict):
        if not isinstance(actual, dict):
            return [f"{where}: declared {declared}, read {actual}"]
        return [
            difference
            for key, value in declared.items()
            for difference in differences(value, actual.get(key), f"{where}.{key}" if where else key)
        ]
    if isinstance(declared, list):
        if sorted(map(str, declared)) == sorted(map(str, actual or [])):
            return []
        if len(declared) != len(actual or []):
            return [f"{where}: declared {declared}, read {actual}"]
        return [d for i, value in enumerate(declared) for d in differences(value, actual[i], f"{where}[{i}]")]
    # What is false is neither sent nor told.
    if declared is False and actual is None:
        return []
    # Ids are numbers to the service and strings to Pulumi.
    return [] if str(declared) == str(actual) else [f"{where}: declared {declared}, read {actual}"]


def declared_resources(in_project):
    """Resources of the stacks of projects, or of those of environments, as the caller of the suite wrote them down."""
    with open(os.environ["LAKESTAGE_TEST_ESTATE"], encoding="utf-8") as file:
        estate = json.load(file)
    return [each for each in estate["resources"] if (each["stack"] in estate["projects"]) == in_project]


def environment_of(resource):
    """`prod` for what the stack `prod.flight-delay` declares."""
    return resource["stack"].split(".")[0]


def kind_of(resource):
    """`job:Job`"""
    return resource["type"].removeprefix("databricks:index/")


def title_of(resource):
    """What a test about the resource is called."""
    return f"{resource['stack']}:{resource['urn'].split('::')[-1]}"


def differences_of(resource, actual):
    """Everything that was declared of a resource and read back otherwise."""
    declared = {key: value for key, value in as_declared(resource["inputs"]).items() if key not in NOT_OF_THE_SERVICE}
    return differences(declared, actual)
