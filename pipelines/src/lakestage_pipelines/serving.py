"""The versions that a serving endpoint serves.

The endpoint is declared by the project's stack, which leaves the served versions to this module.
"""

from datetime import timedelta

from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound
from databricks.sdk.service.serving import ServedEntityInput, TrafficConfig

CHAMPION_ENTITY = "champion"
CHALLENGER_ENTITY = "challenger"
_ROLL_OUT = timedelta(minutes=30)


def serve_versions(workspace: WorkspaceClient, endpoint: str, champion: str, challenger: str | None) -> str:
    """Points the endpoint's served entities `champion` and `challenger` at these versions, and waits for the roll-out.

    Without a Challenger both serve the Champion. All other settings, and other served entities, stay as they are.
    Returns what was done, for the reader.
    """
    try:
        config = workspace.serving_endpoints.get(endpoint).config
    except NotFound:
        return f"the endpoint {endpoint} does not exist yet: the next deployment of the stack makes it"
    wanted = {CHAMPION_ENTITY: champion, CHALLENGER_ENTITY: challenger or champion}
    served = (config.served_entities if config else None) or []
    # The answer's entities have more fields than a request may; what both have stays as it is.
    entities = [ServedEntityInput.from_dict(entity.as_dict()) for entity in served]
    moved = []
    for entity in entities:
        version = wanted.get(entity.name or "")
        if version and entity.entity_version != version:
            moved.append(f"{entity.name} {entity.entity_version} -> {version}")
            entity.entity_version = version
    if not moved:
        return f"the endpoint {endpoint} serves these versions already"
    traffic = config.traffic_config if config else None
    workspace.serving_endpoints.update_config(
        endpoint,
        served_entities=entities,
        traffic_config=TrafficConfig.from_dict(traffic.as_dict()) if traffic else None,
    ).result(timeout=_ROLL_OUT)
    return f"the endpoint {endpoint} serves: {', '.join(moved)}"
