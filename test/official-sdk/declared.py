"""Compares what a Pulumi program declared with what the official SDK reads back."""

import re


def snake(name):
    """`accessConnectorId` as the service spells it: `access_connector_id`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


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
    # Ids are numbers to the service and strings to Pulumi.
    return [] if str(declared) == str(actual) else [f"{where}: declared {declared}, read {actual}"]
