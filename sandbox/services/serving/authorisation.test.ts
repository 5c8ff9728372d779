import { principalEntitlements } from "../../authority/workspace/entitlements";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import type { JsonObject } from "../../control-plane";
import { ENDPOINTS, ENGINEER, entity, SCIENTIST, TestServing } from "../../testing/served-models";

let serving: TestServing;
let endpoint: JsonObject;
beforeAll(async () => {
  serving = await TestServing.start();
  endpoint = await serving.created("guarded");
});
afterAll(() => serving.stop());

const PATH = `${ENDPOINTS}/guarded`;
const DENIED = { status: 403, body: { error_code: "PERMISSION_DENIED" } };

const asScientist = (method: string, path: string, body?: JsonObject) => serving.call(method, path, body, SCIENTIST);

async function allowScientist(permission_level: string): Promise<void> {
  const access_control_list = [{ user_name: SCIENTIST, permission_level }];
  const path = `/api/2.0/permissions/serving-endpoints/${endpoint.id}`;
  expect((await serving.call("PUT", path, { access_control_list })).status).toBe(200);
}

test("whoever was given nothing on an endpoint does not see it", async () => {
  expect(await asScientist("GET", PATH)).toMatchObject(DENIED);
  expect((await asScientist("GET", ENDPOINTS)).body).toEqual({ endpoints: [] });
});

test("CAN_VIEW shows an endpoint, alone and in the list, with its logs", async () => {
  await allowScientist("CAN_VIEW");
  expect((await asScientist("GET", PATH)).body).toMatchObject({ name: "guarded", permission_level: "CAN_VIEW" });
  expect((await asScientist("GET", ENDPOINTS)).body).toMatchObject({
    endpoints: [{ name: "guarded", config: { served_entities: [{ name: "churn-1", entity_version: "1" }] } }],
  });
  expect((await asScientist("GET", `${PATH}/served-models/churn-1/logs`)).status).toBe(200);
});

test.each<[string, string, JsonObject | undefined]>([
  ["PUT", "/config", { served_entities: [entity()] }],
  ["PUT", "/ai-gateway", {}],
  ["PUT", "/rate-limits", {}],
  ["PATCH", "/tags", { delete_tags: ["a"] }],
  ["PATCH", "/notifications", {}],
  ["PATCH", "/telemetry-config", {}],
  ["DELETE", "", undefined],
])("CAN_QUERY does not let %s %s", async (method, suffix, body) => {
  await allowScientist("CAN_QUERY");
  expect(await asScientist(method, PATH + suffix, body)).toMatchObject(DENIED);
});

test("querying takes CAN_QUERY, and is answered as not yet possible", async () => {
  const query = () => asScientist("POST", "/serving-endpoints/guarded/invocations", { inputs: [1] });
  await allowScientist("CAN_VIEW");
  expect(await query()).toMatchObject(DENIED);
  await allowScientist("CAN_QUERY");
  expect(await query()).toMatchObject({ status: 501, body: { error_code: "NOT_IMPLEMENTED" } });
});

test("whoever executes a model may create an endpoint for it, and manages it", async () => {
  expect(await serving.create("of-engineer", {}, ENGINEER)).toMatchObject({
    status: 200,
    body: { creator: ENGINEER, permission_level: "CAN_MANAGE" },
  });
});

test("creating and updating take EXECUTE on the model, also of whoever manages the endpoint", async () => {
  await allowScientist("CAN_MANAGE");
  await serving.unityCatalog.ok("PATCH", "/permissions/catalog/dev", {
    changes: [{ principal: SCIENTIST, remove: ["EXECUTE"] }],
  });
  const created = await serving.create("of-scientist", {}, SCIENTIST);
  expect(created).toMatchObject(DENIED);
  expect(created.body.message).toContain("EXECUTE");
  const config = { served_entities: [entity({ entity_version: "2" })] };
  expect(await asScientist("PUT", `${PATH}/config`, config)).toMatchObject(DENIED);
});

test("creating takes the entitlement that compute takes", async () => {
  const { id } = serving.workspace;
  const users = systemGroupId(id, SYSTEM_GROUPS.users);
  const workspace = { store: serving.sandbox.store, workspaceId: id };
  principalEntitlements.put(workspace, users, { entitlements: ["workspace-access"] });
  const created = await serving.create("without", {}, ENGINEER);
  principalEntitlements.remove(workspace, users);
  expect(created).toMatchObject(DENIED);
  expect(created.body.message).toContain("databricks-sql-access");
});

test("serving with a secret takes the right to read it", async () => {
  await serving.call("POST", "/api/2.0/secrets/scopes/create", { scope: "keys" });
  await serving.call("POST", "/api/2.0/secrets/put", { scope: "keys", key: "token", string_value: "v" });
  const environment_vars = { TOKEN: "{{secrets/keys/token}}" };
  const create = (name: string) =>
    serving.create(name, { config: { served_entities: [entity({ environment_vars })] } }, ENGINEER);
  expect(await create("reads-not")).toMatchObject(DENIED);
  await serving.call("POST", "/api/2.0/secrets/acls/put", { scope: "keys", principal: ENGINEER, permission: "READ" });
  expect((await create("reads")).status).toBe(200);
});
