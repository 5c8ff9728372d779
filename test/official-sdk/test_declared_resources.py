"""Everything that the three environments declared, read back by the official SDK as an administrator."""

from collections import Counter

import pytest

from declared import declared_resources, differences_of, environment_of, kind_of, title_of
from environment_readers import READERS

ADMIN = "lakestage-deployer"

_RESOURCES = declared_resources(in_project=False)


@pytest.mark.parametrize("resource", _RESOURCES, ids=title_of)
def test_is_read_back_as_it_was_declared(workspace, account, resource):
    actual = READERS[kind_of(resource)](workspace(environment_of(resource), ADMIN), account(ADMIN), resource)
    assert differences_of(resource, actual) == []


def test_there_was_something_to_read_of_each_stack():
    counts = Counter(each["stack"] for each in _RESOURCES)
    assert {stack for stack, count in counts.items() if count >= 5} == {
        name for environment in ("dev", "staging", "prod") for name in (f"{environment}.platform", environment)
    }
