"""What somebody may do who is in no role and is given things by hand: the rules of Unity Catalog, one at a time."""

import io
from contextlib import contextmanager

from databricks.sdk.service.catalog import PermissionsChange, Privilege, VolumeType

from ..cell import ALLOWED, DENIED, Action, Cell
from ..clients import DEPLOYER, admin, application_id, workspace_as
from ..documented_rules import Holding
from ..let_in import granted_use_of_warehouse, let_in
from ..principals import GUEST, GUESTS, OTHER_GUESTS
from ..settings_files import ENVIRONMENTS
from .project_data import create_table, register_version, run_statement

VIEW = "held by hand"
WORKSPACE = "dev"

CATALOG = ENVIRONMENTS[WORKSPACE].catalog
SCHEMA = f"{CATALOG}.access_matrix"
TABLE, VOLUME, MODEL = (f"{SCHEMA}.{name}" for name in ("rows", "files", "model"))
_FILE = f"/Volumes/{VOLUME.replace('.', '/')}/file.txt"

_KINDS = {0: "catalog", 1: "schema"}
_KINDS_IN_SCHEMA = {TABLE: "table", VOLUME: "volume", MODEL: "function"}
_GATES = {CATALOG: ["USE_CATALOG"], SCHEMA: ["USE_SCHEMA"]}
_ON_OBJECTS = {TABLE: ["SELECT", "MODIFY"], VOLUME: ["READ_VOLUME", "WRITE_VOLUME"], MODEL: ["EXECUTE"]}
_IN_SCHEMA = [each for held in _ON_OBJECTS.values() for each in held]


def _held(title, *grants, owns=()):
    """A holding of what several dictionaries of grants have together."""
    together = {}
    for each in grants:
        for securable, privileges in each.items():
            together[securable] = [*together.get(securable, []), *privileges]
    return Holding(title, together, frozenset(owns))


HOLDINGS = (
    _held("nothing"),
    _held("USE CATALOG", {CATALOG: ["USE_CATALOG"]}),
    _held("both gates and nothing behind", _GATES),
    _held("privileges on objects, without the gates", _ON_OBJECTS),
    _held("privileges on objects, without USE SCHEMA", {CATALOG: ["USE_CATALOG"]}, _ON_OBJECTS),
    _held("privileges on objects, without USE CATALOG", {SCHEMA: ["USE_SCHEMA"]}, _ON_OBJECTS),
    _held("privileges on objects, behind open gates", _GATES, _ON_OBJECTS),
    _held("SELECT on the table", _GATES, {TABLE: ["SELECT"]}),
    _held("MODIFY without SELECT", _GATES, {TABLE: ["MODIFY"]}),
    _held("READ VOLUME", _GATES, {VOLUME: ["READ_VOLUME"]}),
    _held("WRITE VOLUME without READ VOLUME", _GATES, {VOLUME: ["WRITE_VOLUME"]}),
    _held("EXECUTE on the model", _GATES, {MODEL: ["EXECUTE"]}),
    _held("privileges on the schema", _GATES, {SCHEMA: _IN_SCHEMA}),
    _held("privileges on the catalog", {CATALOG: ["USE_CATALOG", "USE_SCHEMA", *_IN_SCHEMA]}),
    _held("privileges on the catalog without USE SCHEMA", {CATALOG: ["USE_CATALOG", *_IN_SCHEMA]}),
    _held("BROWSE on the catalog", {CATALOG: ["BROWSE"]}),
    _held("BROWSE, and SELECT without the gates", {CATALOG: ["BROWSE"], TABLE: ["SELECT"]}),
    _held("ALL PRIVILEGES on the catalog", {CATALOG: ["ALL_PRIVILEGES"]}),
    _held("ALL PRIVILEGES on the schema without USE CATALOG", {SCHEMA: ["ALL_PRIVILEGES"]}),
    _held("ALL PRIVILEGES on the table", _GATES, {TABLE: ["ALL_PRIVILEGES"]}),
    _held("MANAGE on the schema without the gates", {SCHEMA: ["MANAGE"]}),
    _held("MANAGE on the schema", _GATES, {SCHEMA: ["MANAGE"]}),
    _held("MANAGE on the table", _GATES, {TABLE: ["MANAGE"]}),
    _held("CREATE TABLE without USE SCHEMA", {CATALOG: ["USE_CATALOG"], SCHEMA: ["CREATE_TABLE", "CREATE_MODEL"]}),
    _held("CREATE TABLE", _GATES, {SCHEMA: ["CREATE_TABLE"]}),
    _held("CREATE MODEL", _GATES, {SCHEMA: ["CREATE_MODEL"]}),
    _held("ownership of the table without the gates", owns=[TABLE]),
    _held("ownership of the table", _GATES, owns=[TABLE]),
    _held("ownership of the volume", _GATES, owns=[VOLUME]),
    _held("ownership of the model", _GATES, owns=[MODEL]),
    _held("ownership of the schema without USE CATALOG", owns=[SCHEMA]),
    _held("ownership of the schema", {CATALOG: ["USE_CATALOG"]}, owns=[SCHEMA]),
)


def _grant_on_table(client):
    change = PermissionsChange(principal=OTHER_GUESTS, add=[Privilege.SELECT])
    client.grants.update("table", TABLE, changes=[change])


def _revoke_on_table(client, _result):
    change = PermissionsChange(principal=OTHER_GUESTS, remove=[Privilege.SELECT])
    client.grants.update("table", TABLE, changes=[change])


def _create_model(client, name):
    catalog, schema = SCHEMA.split(".")
    return client.registered_models.create(catalog_name=catalog, schema_name=schema, name=name)


# Each with the rule that says who may.
ACTIONS = (
    (Action("see the catalog", lambda w: w.catalogs.get(CATALOG)), lambda h: h.may_see(CATALOG, "USE_CATALOG")),
    (Action("see the schema", lambda w: w.schemas.get(SCHEMA)), lambda h: h.may_see(SCHEMA, "USE_SCHEMA")),
    (
        Action("browse the schema", lambda w: w.schemas.get(SCHEMA, include_browse=True)),
        lambda h: h.may_browse(SCHEMA, "USE_SCHEMA"),
    ),
    (Action("see the table", lambda w: w.tables.get(TABLE)), lambda h: h.may_see(TABLE, "SELECT")),
    (
        Action("browse the table", lambda w: w.tables.get(TABLE, include_browse=True)),
        lambda h: h.may_browse(TABLE, "SELECT"),
    ),
    (
        Action("query rows", lambda w: run_statement(w, f"SELECT * FROM {TABLE}")),
        lambda h: h.may_use("SELECT", TABLE),
    ),
    (
        Action("change rows", lambda w: run_statement(w, f"UPDATE {TABLE} SET id = 1")),
        lambda h: h.may_modify(TABLE),
    ),
    (
        Action("read a file", lambda w: w.files.download(_FILE).contents.read()),
        lambda h: h.may_use("READ_VOLUME", VOLUME),
    ),
    (
        Action("write a file", lambda w: w.files.upload(_FILE, io.BytesIO(b"x"), overwrite=True)),
        lambda h: h.may_use("WRITE_VOLUME", VOLUME),
    ),
    (Action("use the model", lambda w: w.model_versions.get(MODEL, 1)), lambda h: h.may_see(MODEL, "EXECUTE")),
    (
        Action(
            "move an alias",
            lambda w: w.registered_models.set_alias(MODEL, "ByHand", 1),
            undo=lambda a, _result: a.registered_models.delete_alias(MODEL, "ByHand"),
        ),
        lambda h: h.may_manage(MODEL),
    ),
    (
        Action(
            "create a table",
            lambda w: create_table(w, SCHEMA, "made"),
            undo=lambda a, _result: a.tables.delete(f"{SCHEMA}.made"),
        ),
        lambda h: h.may_use("CREATE_TABLE", SCHEMA) and h.holds("USE_SCHEMA", SCHEMA),
    ),
    (
        Action(
            "create a model",
            lambda w: _create_model(w, "made"),
            undo=lambda a, _result: a.registered_models.delete(f"{SCHEMA}.made"),
        ),
        lambda h: h.may_use("CREATE_MODEL", SCHEMA) and h.holds("USE_SCHEMA", SCHEMA),
    ),
    (Action("grant on the table", _grant_on_table, undo=_revoke_on_table), lambda h: h.may_manage(TABLE)),
    (Action("comment on the schema", lambda w: w.schemas.update(SCHEMA, comment="x")), lambda h: h.may_manage(SCHEMA)),
    # The last: with the table go its grants.
    (
        Action(
            "drop the table",
            lambda w: w.tables.delete(TABLE),
            undo=lambda a, _result: create_table(a, SCHEMA, "rows"),
        ),
        lambda h: h.may_manage(TABLE),
    ),
)

# To whom things are given: the guest is in all of them, in the first by a group in it.
HOLDERS = {"themself": GUEST.name, "a group around their group": GUESTS}


@contextmanager
def prepared():
    client = admin(WORKSPACE)
    catalog, schema = SCHEMA.split(".")
    client.schemas.create(name=schema, catalog_name=catalog)
    try:
        create_table(client, SCHEMA, "rows")
        client.volumes.create(catalog_name=catalog, schema_name=schema, name="files", volume_type=VolumeType.MANAGED)
        client.files.upload(_FILE, io.BytesIO(b"x"))
        _create_model(client, "model")
        register_version(client, MODEL)
        with let_in(GUEST, WORKSPACE), granted_use_of_warehouse(GUEST, WORKSPACE):
            yield
    finally:
        client.schemas.delete(SCHEMA, force=True)


def cells():
    """To be tried as they come: what a holding is made of is given before its cells, and taken away after."""
    for holding in HOLDINGS:
        for how, holder in HOLDERS.items():
            with _given(holding, lambda _privilege, to=holder: to):
                yield from _cells_of(holding, how)
    for holding in HOLDINGS:
        if sum(map(len, holding.grants.values())) > 1 and not holding.owns:
            with _given(holding, _by_turns()):
                yield from _cells_of(holding, "two groups, some each")


def _cells_of(holding, how):
    for action, may in ACTIONS:
        yield Cell(
            VIEW,
            f"{GUEST.title} with {holding.title}, given to {how}",
            SCHEMA,
            action.name,
            ALLOWED if may(holding) else DENIED,
            lambda action=action: action.call(workspace_as(GUEST.name, WORKSPACE)),
            action.undo and (lambda result, action=action: action.undo(admin(WORKSPACE), result)),
        )


def _by_turns():
    """Gives every second privilege to one group, and the others to the other."""
    privileges = {}

    def holder(privilege):
        return privileges.setdefault(privilege, (GUESTS, OTHER_GUESTS)[len(privileges) % 2])

    return holder


@contextmanager
def _given(holding, holder_of):
    _change(holding, holder_of, "add")
    for securable in holding.owns:
        _set_owner(securable, holder_of("ownership"))
    try:
        yield
    finally:
        for securable in holding.owns:
            _set_owner(securable, application_id(DEPLOYER))
        _change(holding, holder_of, "remove")


def _change(holding, holder_of, how):
    for securable, privileges in holding.grants.items():
        changes = [{"principal": holder_of(each), how: [each]} for each in privileges]
        # As it comes: the SDK's list of privileges may lack one.
        path = f"/api/2.1/unity-catalog/permissions/{_kind(securable)}/{securable}"
        admin(WORKSPACE).api_client.do("PATCH", path, body={"changes": changes})


def _set_owner(securable, owner):
    client, kind = admin(WORKSPACE), _kind(securable)
    services = {
        "schema": client.schemas.update,
        "table": client.tables.update,
        "volume": client.volumes.update,
        "function": client.registered_models.update,
    }
    services[kind](securable, owner=owner)


def _kind(securable):
    return _KINDS.get(securable.count(".")) or _KINDS_IN_SCHEMA[securable]
