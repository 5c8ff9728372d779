import { TestExperiments } from "../../testing/experiments";
import { TestModels } from "../../testing/models";
import { TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await TestSandbox.start();
});
afterEach(() => sandbox.stop());

describe("a model version's files", () => {
  const file = "/api/2.0/fs/files/Models/sales/ml/churn/1/MLmodel";
  let models: TestModels;
  beforeEach(async () => {
    models = await TestModels.in(sandbox);
    const version = { name: TestModels.MODEL, source: "dbfs:/model" };
    await models.mlflow("POST", "/model-versions/create", version);
  });

  const call = async (method: string, path: string, as?: string): Promise<number> => {
    const { address } = models.unityCatalog.workspace;
    const body = method === "PUT" ? { body: { flavors: 1 } } : {};
    return (await sandbox.call(address, method, path, { ...body, ...(as ? { as } : {}) })).status;
  };

  test("are written until the version is ready, and never after", async () => {
    expect(await call("PUT", file)).toBe(204);
    await models.mlflow("POST", "/model-versions/finalize", { name: TestModels.MODEL, version: "1" });
    expect(await call("PUT", file)).toBe(400);
    expect(await call("DELETE", file)).toBe(400);
    expect(await call("GET", file)).toBe(200);
  });

  test("are read by those who may execute the model; to browse it is not enough", async () => {
    await call("PUT", file);
    await models.grant("data-scientists", []);
    await models.unityCatalog.grant("catalog", "sales", "data-scientists", ["BROWSE"]);
    expect(await call("GET", file, SCIENTIST)).toBe(403);
    await models.grant("data-scientists", ["EXECUTE"]);
    expect(await call("GET", file, SCIENTIST)).toBe(200);
    expect(await call("PUT", file, SCIENTIST)).toBe(403);
  });

  test("are gone with the version", async () => {
    await call("PUT", file);
    await models.mlflow("DELETE", "/model-versions/delete", { name: TestModels.MODEL, version: "1" });
    expect(await call("GET", file)).toBe(404);
    expect(sandbox.store.inventory()["file-storage.entry"]).toBeUndefined();
  });

  test("have paths with a version's number", async () => {
    expect(await call("GET", "/api/2.0/fs/files/Models/sales/ml/churn/first/MLmodel")).toBe(400);
  });
});

describe("a run's artifacts", () => {
  test("are reached through the experiment that the run is in", async () => {
    const dev = await TestExperiments.in(sandbox);
    const run = await dev.run();
    const at = (experiment: string): string =>
      `/api/2.0/fs/files/WorkspaceInternal/Mlflow/Artifacts/${experiment}/Runs/${run}/artifacts/a.json`;
    expect((await dev.call("PUT", at("1"), {})).status).toBe(404);
    expect((await dev.call("PUT", at(dev.experimentId), {})).status).toBe(204);
    expect((await dev.call("PUT", "/api/2.0/fs/files/WorkspaceInternal/Elsewhere/a.json", {})).status).toBe(400);
  });

  test("are read with CAN_READ on the experiment, and written with CAN_EDIT", async () => {
    const dev = await TestExperiments.in(sandbox);
    const path = `/api/2.0/fs/files/WorkspaceInternal/Mlflow/Artifacts/${dev.experimentId}/Runs/${await dev.run()}/artifacts/a.json`;
    await dev.call("PUT", path, {});
    await dev.grant("CAN_READ", SCIENTIST);
    expect((await dev.call("GET", path, undefined, SCIENTIST)).status).toBe(200);
    expect((await dev.call("PUT", path, {}, SCIENTIST)).status).toBe(403);
  });
});
