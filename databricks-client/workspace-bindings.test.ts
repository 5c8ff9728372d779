import { DatabricksClient } from "./databricks-client";
import { type Answer, DatabricksStub, STUB_TOKEN } from "./testing/databricks-stub";
import { WorkspaceBindings } from "./workspace-bindings";

const PATH = "/api/2.1/unity-catalog/bindings/external_location/prod%2Flanding";

let stub: DatabricksStub | undefined;

async function bindings(answers: Record<string, Answer>): Promise<WorkspaceBindings> {
  stub = await DatabricksStub.start(answers);
  const workspace = new DatabricksClient(stub.host, STUB_TOKEN);
  return new WorkspaceBindings(workspace, { type: "external_location", name: "prod/landing" });
}

afterEach(async () => stub?.stop());

test("bindings are listed with what can be done from the workspace", async () => {
  const answer = {
    bindings: [
      { workspace_id: 7, binding_type: "BINDING_TYPE_READ_ONLY" },
      { workspace_id: 1234567890123456, binding_type: "BINDING_TYPE_READ_WRITE" },
    ],
  };
  expect(await (await bindings({ [PATH]: answer })).list()).toEqual([
    { workspaceId: "7", readOnly: true },
    { workspaceId: "1234567890123456", readOnly: false },
  ]);
});

test("a securable that is not there has none, and takes none", async () => {
  const none = await bindings({});
  expect(await none.list()).toEqual([]);
  await expect(none.add({ workspaceId: "7", readOnly: false })).rejects.toMatchObject({ status: 404 });
});

test("a binding is added and removed by its workspace", async () => {
  const changed = await bindings({ [PATH]: {} });
  await changed.add({ workspaceId: "7", readOnly: true });
  await changed.remove("8");
  expect(stub?.asked).toEqual([`PATCH ${PATH}`, `PATCH ${PATH}`]);
  expect(stub?.changes).toEqual([
    { add: [{ workspace_id: 7, binding_type: "BINDING_TYPE_READ_ONLY" }] },
    { remove: [{ workspace_id: 8 }] },
  ]);
});
