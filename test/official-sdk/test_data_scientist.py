"""What a data scientist may do, by the official SDK: read prod's metadata, change nothing there, work in dev."""

import pytest
from databricks.sdk.errors import NotFound, PermissionDenied
from databricks.sdk.service.catalog import PermissionsChange, Privilege, VolumeType

SCIENTIST = "data.scientist@lakestage.example"
SENIOR = "senior.data.scientist@lakestage.example"
OUTSIDER = "outsider@lakestage.example"
ADMIN = "platform.admin@lakestage.example"

CHANGES = {
    "create a schema": lambda w, c: w.schemas.create(name="mine", catalog_name=c),
    "create a volume": lambda w, c: w.volumes.create(
        catalog_name=c, schema_name="shared", name="mine", volume_type=VolumeType.MANAGED
    ),
    "change the catalog": lambda w, c: w.catalogs.update(name=c, comment="mine"),
    "take the catalog over": lambda w, c: w.catalogs.update(name=c, owner=SCIENTIST),
    "delete the catalog": lambda w, c: w.catalogs.delete(name=c, force=True),
    "change a schema": lambda w, c: w.schemas.update(full_name=f"{c}.shared", comment="mine"),
    "delete a schema": lambda w, c: w.schemas.delete(full_name=f"{c}.shared"),
    "grant": lambda w, c: w.grants.update(
        securable_type="catalog",
        full_name=c,
        changes=[PermissionsChange(principal=SCIENTIST, add=[Privilege.ALL_PRIVILEGES])],
    ),
    "bind the catalog": lambda w, c: w.workspace_bindings.update_bindings(
        securable_type="catalog", securable_name=c, add=[]
    ),
}


@pytest.fixture(scope="module", autouse=True)
def shared_schemas(workspace, estate):
    """A schema that the platform's administrators made, in every environment."""
    for environment, catalog in estate["catalogs"].items():
        admin = workspace(environment, "lakestage-deployer")
        admin.schemas.create(name="shared", catalog_name=catalog)
    yield
    for environment, catalog in estate["catalogs"].items():
        workspace(environment, "lakestage-deployer").schemas.delete(full_name=f"{catalog}.shared", force=True)


@pytest.mark.parametrize("principal", [SCIENTIST, SENIOR])
@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_reads_the_prod_catalogs_metadata_from_dev_and_prod(workspace, estate, environment, principal):
    catalog = estate["catalogs"]["prod"]
    client = workspace(environment, principal)
    assert client.catalogs.get(catalog).name == catalog
    assert client.schemas.get(f"{catalog}.shared").catalog_name == catalog
    assert catalog in [each.name for each in client.catalogs.list()]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_changes_nothing_in_the_prod_catalog(workspace, estate, environment, change):
    with pytest.raises(PermissionDenied) as refused:
        CHANGES[change](workspace(environment, SCIENTIST), estate["catalogs"]["prod"])
    assert refused.value.error_code == "PERMISSION_DENIED"


def test_works_in_the_dev_catalog(workspace, estate):
    catalog = estate["catalogs"]["dev"]
    client = workspace("dev", SCIENTIST)
    schema = client.schemas.create(name="mine", catalog_name=catalog)
    assert schema.owner == SCIENTIST
    client.volumes.create(catalog_name=catalog, schema_name="mine", name="files", volume_type=VolumeType.MANAGED)
    client.schemas.delete(full_name=f"{catalog}.mine", force=True)


def test_prod_is_read_only_from_dev_for_whoever_may_write_it_in_prod(workspace, estate):
    catalog = estate["catalogs"]["prod"]
    with pytest.raises(PermissionDenied, match="read-only in this workspace"):
        workspace("dev", "lakestage-deployer").schemas.create(name="mine", catalog_name=catalog)


@pytest.mark.parametrize("principal", [SCIENTIST, "lakestage-deployer"])
def test_prod_does_not_exist_in_a_workspace_without_a_binding(workspace, estate, principal):
    with pytest.raises(NotFound) as refused:
        workspace("staging", principal).catalogs.get(estate["catalogs"]["prod"])
    assert refused.value.error_code == "CATALOG_DOES_NOT_EXIST"


def test_whoever_is_in_no_group_gets_nowhere(workspace):
    for environment in ("dev", "staging", "prod"):
        with pytest.raises(PermissionDenied):
            list(workspace(environment, OUTSIDER).catalogs.list())


def test_starts_nothing_in_prod(workspace):
    client = workspace("prod", SCIENTIST)
    with pytest.raises(PermissionDenied):
        client.warehouses.create(name="mine", cluster_size="2X-Small")
    with pytest.raises(PermissionDenied):
        client.cluster_policies.create(name="mine", definition="{}")
