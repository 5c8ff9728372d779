"""A project's schema with all that is in it, from every workspace that reaches it and from one that does not."""

import io
from contextlib import contextmanager

from databricks.sdk.service.catalog import (
    ColumnInfo,
    ColumnTypeName,
    DataSourceFormat,
    PermissionsChange,
    Privilege,
    TableType,
    VolumeType,
)

from project_objects import ProjectObjects

from ..cell import ABSENT, ALLOWED, DENIED, Action, Cell, Refused, listed
from ..clients import admin, estate, workspace_as
from ..principals import OUTSIDER, PRINCIPALS
from ..roles import ADD, ADMINISTER, GOVERN, KEEP, KNOW, MAKE, READ, SQL, TEND, WRITE
from ..settings_files import ENVIRONMENTS, PROJECT, binding

VIEW = "a project's data and models"
DROPPED = "access_matrix_dropped"
MADE = "access_matrix_made"
FILE = "access_matrix.txt"
ALIAS = "AccessMatrix"


def create_table(client, schema, name):
    catalog, schema_name = schema.split(".")
    return client.tables.create(
        name=name,
        catalog_name=catalog,
        schema_name=schema_name,
        table_type=TableType.MANAGED,
        data_source_format=DataSourceFormat.DELTA,
        storage_location="",
        columns=[ColumnInfo(name="id", type_text="bigint", type_name=ColumnTypeName.LONG, position=0)],
    )


def _create_model(client, schema):
    catalog, schema_name = schema.split(".")
    return client.registered_models.create(catalog_name=catalog, schema_name=schema_name, name=MADE)


def _create_volume(client, schema):
    catalog, schema_name = schema.split(".")
    return client.volumes.create(
        catalog_name=catalog, schema_name=schema_name, name=MADE, volume_type=VolumeType.MANAGED
    )


def register_version(client, model):
    """As MLflow's client does it; the SDK has no method of its own."""
    body = {"name": model, "source": "dbfs:/Volumes/model"}
    answer = client.api_client.do("POST", "/api/2.0/mlflow/unity-catalog/model-versions/create", body=body)
    return int(answer["model_version"]["version"])


def grant(client, securable_type, name, principal, privilege):
    client.grants.update(securable_type, name, changes=[PermissionsChange(principal=principal, add=[privilege])])


def revoke(client, securable_type, name, principal, privilege):
    client.grants.update(securable_type, name, changes=[PermissionsChange(principal=principal, remove=[privilege])])


def run_statement(client, statement):
    """Runs it on the workspace's warehouse; the SDK answers a failure as it does a success.

    A table that was made by the API alone has no rows to read: whoever is told so may read it.
    """
    workspaces = estate()["workspaces"]
    environment = next(each for each, address in workspaces.items() if address == client.config.host)
    answer = client.statement_execution.execute_statement(statement, estate()["warehouses"][environment])
    error = answer.status.error
    if error and not error.message.startswith("[DELTA_TABLE_NOT_FOUND]"):
        raise Refused(error.message)


METADATA = (
    Action("know of the schema", lambda w, p: w.schemas.get(p.schema, include_browse=True), frozenset({KNOW})),
    Action("know of the table", lambda w, p: w.tables.get(p.monitored_table, include_browse=True), frozenset({KNOW})),
    Action("know of the model", lambda w, p: w.registered_models.get(p.model, include_browse=True), frozenset({KNOW})),
    Action(
        "know of the volume", lambda w, p: w.volumes.read(f"{p.schema}.files", include_browse=True), frozenset({KNOW})
    ),
)

READS = (
    Action("use the schema", lambda w, p: w.schemas.get(p.schema), frozenset({READ})),
    Action("select from the table", lambda w, p: w.tables.get(p.monitored_table), frozenset({READ})),
    Action(
        "find the table in the list",
        lambda w, p: listed([p.monitored_table], [each.full_name for each in w.tables.list(*p.schema.split("."))]),
        frozenset({READ}),
        listing=True,
    ),
    Action(
        "query rows",
        lambda w, p: run_statement(w, f"SELECT * FROM {p.monitored_table}"),
        frozenset({READ}),
        on_warehouse=True,
    ),
    Action("see the monitor", lambda w, p: w.quality_monitors.get(p.monitored_table), frozenset({READ})),
    Action("use the model", lambda w, p: w.registered_models.get(p.model), frozenset({READ})),
    Action("use the Champion", lambda w, p: w.model_versions.get_by_alias(p.model, "Champion"), frozenset({READ})),
    Action("list files", lambda w, p: list(w.files.list_directory_contents(p.files)), frozenset({READ})),
    Action("read a file", lambda w, p: w.files.download(f"{p.files}/{FILE}").contents.read(), frozenset({READ})),
)

CHANGES = (
    Action(
        "change rows",
        lambda w, p: run_statement(w, f"DELETE FROM {p.monitored_table} WHERE false"),
        frozenset({WRITE}),
        on_warehouse=True,
    ),
    Action(
        "write a file",
        lambda w, p: w.files.upload(f"{p.files}/{MADE}.txt", io.BytesIO(b"x"), overwrite=True),
        frozenset({WRITE}),
        undo=lambda a, p, _result: a.files.delete(f"{p.files}/{MADE}.txt"),
    ),
    Action(
        "create a table",
        lambda w, p: create_table(w, p.schema, MADE),
        frozenset({MAKE}),
        undo=lambda a, p, _result: a.tables.delete(f"{p.schema}.{MADE}"),
    ),
    Action(
        "create a model",
        lambda w, p: _create_model(w, p.schema),
        frozenset({MAKE}),
        undo=lambda a, p, _result: a.registered_models.delete(f"{p.schema}.{MADE}"),
    ),
    Action(
        "create a volume",
        lambda w, p: _create_volume(w, p.schema),
        frozenset({ADD}),
        undo=lambda a, p, _result: a.volumes.delete(f"{p.schema}.{MADE}"),
    ),
    Action(
        "register a version",
        lambda w, p: register_version(w, p.model),
        frozenset({TEND}),
        undo=lambda a, p, version: a.model_versions.delete(p.model, version),
    ),
    Action(
        "move an alias",
        lambda w, p: w.registered_models.set_alias(p.model, ALIAS, 1),
        frozenset({TEND}),
        undo=lambda a, p, _result: a.registered_models.delete_alias(p.model, ALIAS),
    ),
    Action(
        "describe a version",
        lambda w, p: w.model_versions.update(p.model, 1, comment="x"),
        frozenset({TEND}),
        undo=lambda a, p, _result: a.model_versions.update(p.model, 1, comment=""),
    ),
    Action(
        "drop a table of others",
        lambda w, p: w.tables.delete(f"{p.schema}.{DROPPED}"),
        frozenset({GOVERN}),
        undo=lambda a, p, _result: create_table(a, p.schema, DROPPED),
    ),
    Action(
        "comment on the schema",
        lambda w, p: w.schemas.update(p.schema, comment=admin(p.environment).schemas.get(p.schema).comment),
        frozenset({GOVERN}),
    ),
    Action(
        "grant on the schema",
        lambda w, p: grant(w, "schema", p.schema, OUTSIDER.name, Privilege.USE_SCHEMA),
        frozenset({GOVERN}),
        undo=lambda a, p, _result: revoke(a, "schema", p.schema, OUTSIDER.name, Privilege.USE_SCHEMA),
    ),
    Action(
        "grant on a table of others",
        lambda w, p: grant(w, "table", f"{p.schema}.{DROPPED}", OUTSIDER.name, Privilege.SELECT),
        frozenset({GOVERN}),
        undo=lambda a, p, _result: revoke(a, "table", f"{p.schema}.{DROPPED}", OUTSIDER.name, Privilege.SELECT),
    ),
    Action(
        "grant on the table that the run identity made",
        lambda w, p: grant(w, "table", p.monitored_table, OUTSIDER.name, Privilege.SELECT),
        frozenset({GOVERN, KEEP}),
        undo=lambda a, p, _result: revoke(a, "table", p.monitored_table, OUTSIDER.name, Privilege.SELECT),
    ),
    Action(
        "give a table of others away",
        lambda w, p: w.tables.update(f"{p.schema}.{DROPPED}", owner=OUTSIDER.name),
        frozenset({GOVERN}),
        undo=lambda a, p, _result: a.tables.update(f"{p.schema}.{DROPPED}", owner=a.current_user.me().user_name),
    ),
)

ACTIONS = (*METADATA, *READS, *CHANGES)


@contextmanager
def prepared():
    """A file to read and a table to drop, in every environment."""
    for environment in ENVIRONMENTS:
        client, project = admin(environment), ProjectObjects(f"{environment}.{PROJECT.name}")
        client.files.upload(f"{project.files}/{FILE}", io.BytesIO(b"x"), overwrite=True)
        create_table(client, project.schema, DROPPED)
    yield
    for environment in ENVIRONMENTS:
        client, project = admin(environment), ProjectObjects(f"{environment}.{PROJECT.name}")
        client.files.delete(f"{project.files}/{FILE}")
        client.tables.delete(f"{project.schema}.{DROPPED}")


def cells():
    for workspace in ENVIRONMENTS:
        for catalog in ENVIRONMENTS:
            # What a workspace is not bound to is not there whatever is tried: a few reads and changes show it.
            bound = binding(catalog, workspace) != "none"
            for action in ACTIONS if bound else (*METADATA[:2], *READS[1:3], *CHANGES[1:3]):
                for principal in PRINCIPALS:
                    yield cell(principal, workspace, catalog, action)


def cell(principal, workspace, catalog, action):
    return Cell(
        VIEW,
        principal.title,
        f"{catalog}.{PROJECT.name} from {workspace}",
        action.name,
        _expected(principal, workspace, catalog, action),
        lambda: action.call(workspace_as(principal.name, workspace), ProjectObjects(f"{catalog}.{PROJECT.name}")),
        action.undo
        and (lambda result: action.undo(admin(catalog), ProjectObjects(f"{catalog}.{PROJECT.name}"), result)),
    )


def _expected(principal, workspace, catalog, action):
    if not principal.is_in(workspace):
        return DENIED
    if action.on_warehouse and not principal.may_in_workspace(workspace) & {SQL, ADMINISTER}:
        return DENIED
    if binding(catalog, workspace) == "none":
        return ABSENT
    if principal.may_with_data(catalog, workspace) & action.verbs:
        return ALLOWED
    # A table that one may not select from is left out of a list that one may ask for.
    return ABSENT if action.listing and KNOW in principal.may_with_data(catalog, workspace) else DENIED
