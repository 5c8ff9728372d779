import type { JsonObject } from "../../control-plane";
import { ENDPOINTS, ENGINEER, entity, SCIENTIST, TestServing } from "../../testing/served-models";

let serving: TestServing;
beforeAll(async () => {
  serving = await TestServing.start();
  await serving.unityCatalog.ok("POST", "/schemas", { catalog_name: "dev", name: "other" });
});
afterAll(() => serving.stop());

const inferenceTable = (settings: JsonObject = {}): JsonObject => ({
  inference_table_config: { enabled: true, catalog_name: "dev", schema_name: "ml", ...settings },
});
const table = (name: string) => serving.unityCatalog.call("GET", `/tables/dev.ml.${name}`);
const putGateway = (endpoint: string, gateway: JsonObject) =>
  serving.call("PUT", `${ENDPOINTS}/${endpoint}/ai-gateway`, gateway);

test("the table is there when the endpoint is ready, belongs to its creator, and has the payload's columns", async () => {
  expect((await serving.create("recorded", { ai_gateway: inferenceTable() }, ENGINEER)).status).toBe(200);
  expect((await table("recorded_payload")).status).toBe(404);
  expect(await serving.settled("recorded")).toMatchObject({ ai_gateway: inferenceTable() });
  const { body } = await table("recorded_payload");
  expect(body).toMatchObject({ owner: ENGINEER, table_type: "MANAGED", data_source_format: "DELTA" });
  expect((body.columns as JsonObject[]).map(({ name, type_name }) => `${name} ${type_name}`)).toEqual([
    "request_date DATE",
    "databricks_request_id STRING",
    "request_time TIMESTAMP",
    "status_code INT",
    "sampling_fraction DOUBLE",
    "execution_duration_ms LONG",
    "request STRING",
    "response STRING",
    "served_entity_id STRING",
    "logging_error_codes ARRAY",
    "requester STRING",
    "client_request_id STRING",
  ]);
});

test("a gateway put on an endpoint that is ready makes its table at once, under the prefix", async () => {
  await serving.created("later");
  expect((await putGateway("later", inferenceTable({ table_name_prefix: "requests" }))).status).toBe(200);
  expect((await table("requests_payload")).status).toBe(200);
});

test("the table takes the rights to make one, from the first", async () => {
  const denied = await serving.create("denied", { ai_gateway: inferenceTable() }, SCIENTIST);
  expect(denied).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
  expect(denied.body.message).toContain("CREATE TABLE");
  const nowhere = await serving.create("nowhere", { ai_gateway: inferenceTable({ schema_name: "none" }) });
  expect(nowhere).toMatchObject({ status: 404, body: { error_code: "SCHEMA_DOES_NOT_EXIST" } });
  expect((await serving.create("half", { ai_gateway: { inference_table_config: { enabled: true } } })).status).toBe(
    400,
  );
});

test("a table is never used again: not by another endpoint, nor by the one that left it", async () => {
  const exists = { status: 409, body: { error_code: "TABLE_ALREADY_EXISTS" } };
  await serving.created("leaves", { ai_gateway: inferenceTable() });
  expect(await serving.create("takes", { ai_gateway: inferenceTable({ table_name_prefix: "leaves" }) })).toMatchObject(
    exists,
  );
  await putGateway("leaves", { inference_table_config: { enabled: false } });
  expect(await putGateway("leaves", inferenceTable())).toMatchObject(exists);
  await serving.call("DELETE", `${ENDPOINTS}/leaves`);
  expect((await table("leaves_payload")).status).toBe(200);
  expect(await serving.create("leaves", { ai_gateway: inferenceTable() })).toMatchObject(exists);
});

test("the same gateway again changes nothing; another table needs the first to be disabled", async () => {
  await serving.created("stays", { ai_gateway: inferenceTable() });
  expect((await putGateway("stays", { ...inferenceTable(), usage_tracking_config: { enabled: true } })).status).toBe(
    200,
  );
  const moved = await putGateway("stays", inferenceTable({ schema_name: "other" }));
  expect(moved.status).toBe(400);
  expect(moved.body.message).toContain("disable it before");
  await putGateway("stays", {});
  expect((await putGateway("stays", inferenceTable({ schema_name: "other" }))).status).toBe(200);
});

test("what fails when the endpoint is ready is said, and the endpoint answers all the same", async () => {
  const auto_capture_config = { catalog_name: "dev", schema_name: "gone" };
  await serving.unityCatalog.ok("POST", "/schemas", { catalog_name: "dev", name: "gone" });
  await serving.create("unlucky", { config: { served_entities: [entity()], auto_capture_config } });
  await serving.unityCatalog.ok("DELETE", "/schemas/dev.gone");
  expect(await serving.settled("unlucky")).toMatchObject({
    state: { ready: "READY" },
    config: {
      auto_capture_config: {
        state: { payload_table: { status: "FAILED", status_message: "Schema 'dev.gone' does not exist." } },
      },
    },
  });
});

test("an endpoint that is deleted before it is ready leaves no table", async () => {
  await serving.create("brief", { ai_gateway: inferenceTable() });
  await serving.call("DELETE", `${ENDPOINTS}/brief`);
  await serving.call("GET", ENDPOINTS);
  expect((await table("brief_payload")).status).toBe(404);
});

test("the older configuration is completed, and cannot be enabled again", async () => {
  const auto_capture_config = { catalog_name: "dev", schema_name: "ml" };
  const shown = await serving.created("older", { config: { served_entities: [entity()], auto_capture_config } });
  expect(shown.config).toMatchObject({
    auto_capture_config: {
      ...auto_capture_config,
      enabled: true,
      table_name_prefix: "older",
      state: { payload_table: { name: "older_payload", status: "READY" } },
    },
  });
  expect((await table("older_payload")).status).toBe(200);
  const update = (enabled: boolean) =>
    serving.call("PUT", `${ENDPOINTS}/older/config`, {
      served_entities: [entity()],
      auto_capture_config: { ...auto_capture_config, enabled },
    });
  expect((await putGateway("older", inferenceTable({ table_name_prefix: "newer" }))).body.message).toContain(
    "Only one of",
  );
  expect((await update(false)).status).toBe(200);
  await serving.settled("older");
  expect((await update(true)).body.message).toContain("cannot be enabled again");
});
