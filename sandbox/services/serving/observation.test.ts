import { ENDPOINTS, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
  await serving.created("watched");
});
afterAll(() => serving.stop());

const LOGS = `${ENDPOINTS}/watched/served-models/churn-1`;

test("logs say that there are none, of entities that are served", async () => {
  for (const path of ["logs", "build-logs"]) {
    const { body } = await serving.call("GET", `${LOGS}/${path}`);
    expect(body.logs).toContain("no container");
  }
  expect((await serving.call("GET", `${ENDPOINTS}/watched/served-models/other/logs`)).status).toBe(404);
});

test("metrics are Prometheus' text", async () => {
  const response = await fetch(`${serving.workspace.address}${ENDPOINTS}/watched/metrics`, {
    headers: { authorization: `Bearer ${serving.sandbox.token("lakestage-deployer")}` },
  });
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(await response.text()).toContain('request_count_total{endpoint_name="watched"} 0\n');
});

test("the interface is described as OpenAPI", async () => {
  const { body } = await serving.call("GET", `${ENDPOINTS}/watched/openapi`);
  expect(body).toMatchObject({
    openapi: "3.1.0",
    servers: [{ url: `${serving.workspace.address}/serving-endpoints/watched` }],
  });
});

test("an endpoint that is not there cannot be queried", async () => {
  const { status } = await serving.call("POST", "/serving-endpoints/none/invocations", { inputs: [1] });
  expect(status).toBe(404);
});
