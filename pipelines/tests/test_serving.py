"""Serving endpoints, over HTTP against a stand-in for the workspace."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from conftest import Place
from databricks.sdk import WorkspaceClient

from lakestage_pipelines.serving import serve_versions

Json = dict[str, object]


def entity(name: str, version: str) -> Json:
    return {
        "name": name,
        "entity_name": "prod.flight_delay.flight_delay",
        "entity_version": version,
        "workload_size": "Small",
        "scale_to_zero_enabled": True,
        # Fields that only answers have.
        "creator": "someone@airline.example",
        "state": {"deployment": "DEPLOYMENT_READY"},
    }


class Workspace:
    """An endpoint `flights`, and the configurations that it was given."""

    def __init__(self, entities: list[Json]) -> None:
        self.updates: list[Json] = []
        self.config: Json = {
            "served_entities": entities,
            "traffic_config": {
                "routes": [
                    {"served_model_name": each["name"], "traffic_percentage": 100 // len(entities)} for each in entities
                ]
            },
        }

    def endpoint(self) -> Json:
        return {
            "name": "flights",
            "config": self.config,
            "state": {"ready": "READY", "config_update": "NOT_UPDATING"},
        }

    @contextmanager
    def client(self) -> Iterator[WorkspaceClient]:
        workspace = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path == "/api/2.0/serving-endpoints/flights":
                    self.answer(200, workspace.endpoint())
                else:
                    self.answer(404, {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such endpoint"})

            def do_PUT(self) -> None:
                update: Json = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                workspace.updates.append(update)
                workspace.config = update
                self.answer(200, workspace.endpoint())

            def answer(self, status: int, body: Json) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Tells nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield WorkspaceClient(host=f"http://127.0.0.1:{server.server_port}", token="of-a-test", auth_type="pat")
        finally:
            server.shutdown()
            server.server_close()


def served(update: Json) -> dict[str, str]:
    entities = update["served_entities"]
    assert isinstance(entities, list)
    return {each["name"]: each["entity_version"] for each in entities}


def test_the_champions_version_moves_and_all_else_stays() -> None:
    workspace = Workspace([entity("champion", "1"), entity("other", "9")])
    traffic = workspace.config["traffic_config"]
    with workspace.client() as client:
        told = serve_versions(client, "flights", champion="2", challenger=None)
    assert told == "the endpoint flights serves: champion 1 -> 2"
    [update] = workspace.updates
    assert served(update) == {"champion": "2", "other": "9"}
    assert update["traffic_config"] == traffic
    assert update["served_entities"] == [
        {key: value for key, value in entity(name, version).items() if key not in {"creator", "state"}}
        for name, version in (("champion", "2"), ("other", "9"))
    ]


@pytest.mark.parametrize(("challenger", "serves"), [("3", "3"), (None, "2")])
def test_without_a_challenger_its_share_goes_to_the_champion(challenger: str | None, serves: str) -> None:
    workspace = Workspace([entity("champion", "1"), entity("challenger", "1")])
    with workspace.client() as client:
        serve_versions(client, "flights", champion="2", challenger=challenger)
    assert served(workspace.updates[0]) == {"champion": "2", "challenger": serves}


def test_an_endpoint_that_serves_these_versions_is_left_alone() -> None:
    workspace = Workspace([entity("champion", "2")])
    with workspace.client() as client:
        assert "already" in serve_versions(client, "flights", champion="2", challenger=None)
    assert workspace.updates == []


def test_an_endpoint_that_is_not_there_yet_is_told() -> None:
    with Workspace([entity("champion", "2")]).client() as client:
        assert "does not exist yet" in serve_versions(client, "elsewhere", champion="2", challenger=None)


def test_deploying_a_new_champion_serves_it(deployed: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    uri = deployed.train()
    workspace = Workspace([entity("champion", "1"), entity("challenger", "1")])
    with workspace.client() as client:
        monkeypatch.setenv("DATABRICKS_HOST", client.config.host)
        monkeypatch.setenv("DATABRICKS_TOKEN", "of-a-test")
        for task in ("validate", "approve"):
            assert deployed.run(task, model_uri=uri) == 0
        # As good as the one before: the margin lets it.
        assert deployed.run("deploy", model_uri=uri, margin="-1", endpoint="flights") == 0
    assert [served(update) for update in workspace.updates] == [{"champion": "2", "challenger": "2"}]
