"""How the SDK reads back each type of resource that a project declares."""

import json

from declared import as_declared
from environment_readers import READERS as OF_ENVIRONMENTS


def _job(workspace, _account, resource):
    return workspace.jobs.get(int(resource["id"])).as_dict()["settings"]


def _notification_destination(workspace, _account, resource):
    """The webhook's address carries a credential: whether there is one is all that is told."""
    read = workspace.notification_destinations.get(resource["id"]).as_dict()
    assert read["config"] == {"generic_webhook": {"url_set": True}}
    return {**read, "config": as_declared(resource["inputs"]["config"])}


def _quality_monitor(workspace, _account, resource):
    """What it is made with, beside what it is, shows in what it made."""
    monitor = workspace.quality_monitors.get(resource["id"]).as_dict()
    made_with = as_declared({name: resource["inputs"][name] for name in ("skipBuiltinDashboard", "warehouseId")})
    assert "dashboard_id" not in monitor
    return {**monitor, **made_with}


def _query(workspace, _account, resource):
    """The service spells out where the path begins; the provider takes both spellings for the same."""
    query = workspace.queries.get(resource["id"]).as_dict()
    return {**query, "parent_path": query["parent_path"].removeprefix("/Workspace")}


def _dashboard(workspace, _account, resource):
    draft = workspace.lakeview.get(resource["id"]).as_dict()
    published = workspace.lakeview.get_published(resource["id"])
    same = json.loads(draft["serialized_dashboard"]) == json.loads(resource["inputs"]["serializedDashboard"])
    return {
        **draft,
        **({"serialized_dashboard": resource["inputs"]["serializedDashboard"]} if same else {}),
        "embed_credentials": published.embed_credentials,
    }


def _file(workspace, _account, resource):
    path, source = resource["inputs"]["path"], resource["inputs"]["source"]
    with open(source, "rb") as file:
        assert workspace.files.download(path).contents.read() == file.read()
    # With these the provider remembers what it has sent.
    sent = {name: resource["inputs"].get(name) for name in ("source", "md5")}
    return {"path": path, **sent}


def _effective(read):
    """What databases have is told under names of its own, apart from what was asked for."""
    told = {name.removeprefix("effective_"): value for name, value in read.items() if name.startswith("effective_")}
    return {**told, **read}


def _synced_table(workspace, _account, resource):
    """How it was to be made is not told: that it was made shows in the pipeline that keeps it fresh."""
    table = workspace.database.get_synced_database_table(resource["id"]).as_dict()
    assert table["data_synchronization_status"]["pipeline_id"]
    wanted = as_declared(resource["inputs"]["spec"])
    made_with = {name: wanted[name] for name in ("create_database_objects_if_missing", "new_pipeline_spec")}
    return _effective({**table, "spec": {**table["spec"], **made_with}})


# By the resource's Pulumi type.
READERS = {
    **OF_ENVIRONMENTS,
    "volume:Volume": lambda w, a, r: w.volumes.read(r["id"]).as_dict(),
    "registeredModel:RegisteredModel": lambda w, a, r: w.registered_models.get(r["id"]).as_dict(),
    "mlflowExperiment:MlflowExperiment": lambda w, a, r: w.experiments.get_experiment(r["id"]).experiment.as_dict(),
    "repo:Repo": lambda w, a, r: w.repos.get(int(r["id"])).as_dict(),
    "job:Job": _job,
    "modelServing:ModelServing": lambda w, a, r: w.serving_endpoints.get(r["id"]).as_dict(),
    "qualityMonitor:QualityMonitor": _quality_monitor,
    "query:Query": _query,
    "alertV2:AlertV2": lambda w, a, r: w.alerts_v2.get_alert(r["id"]).as_dict(),
    "notificationDestination:NotificationDestination": _notification_destination,
    "dashboard:Dashboard": _dashboard,
    "databaseInstance:DatabaseInstance": lambda w, a, r: _effective(
        w.database.get_database_instance(r["id"]).as_dict()
    ),
    "databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable": _synced_table,
    "file:File": _file,
}
