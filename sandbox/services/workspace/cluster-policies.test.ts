import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const definition = JSON.stringify({ node_type_id: { type: "fixed", value: "Standard_DS3_v2" } });

const post = (operation: string, body: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", `/api/2.0/policies/clusters/${operation}`, { body, ...(as ? { as } : {}) });
const get = (id: unknown, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "GET", `/api/2.0/policies/clusters/get?policy_id=${id}`, as ? { as } : {});

test("a policy comes back as it was set, and as it was changed", async () => {
  const settings = {
    name: "echo",
    description: "for jobs",
    definition,
    max_clusters_per_user: 2,
    libraries: [{ pypi: { package: "mlflow" } }],
  };
  const { body } = await post("create", settings);
  expect((await get(body.policy_id)).body).toMatchObject({ ...settings, is_default: false });

  const changed = { name: "echo", definition: "{}" };
  expect((await post("edit", { ...changed, policy_id: String(body.policy_id) })).status).toBe(200);
  const after = (await get(body.policy_id)).body;
  expect(after).toMatchObject(changed);
  expect(after).not.toHaveProperty("max_clusters_per_user");
  expect(after).not.toHaveProperty("libraries");

  expect((await post("delete", { policy_id: String(body.policy_id) })).status).toBe(200);
  expect(await get(body.policy_id)).toMatchObject({ status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST" } });
});

test("a policy of a family has the family's rules with the overrides in place of its own", async () => {
  const overrides = JSON.stringify({ num_workers: { type: "fixed", value: 2 } });
  const { body } = await post("create", {
    name: "of a family",
    policy_family_id: "job-cluster",
    policy_family_definition_overrides: overrides,
  });
  const policy = (await get(body.policy_id)).body;
  expect(policy.policy_family_definition_overrides).toBe(overrides);
  expect(JSON.parse(String(policy.definition))).toMatchObject({
    cluster_type: { type: "fixed", value: "job" },
    num_workers: { type: "fixed", value: 2 },
  });
});

test("a workspace starts with a policy for each family, which can be changed but not deleted", async () => {
  const { body } = await sandbox.call(
    dev.address,
    "GET",
    "/api/2.0/policies/clusters/list?sort_column=POLICY_NAME&sort_order=ASC",
  );
  const policies = (body.policies as JsonObject[]).filter(({ is_default: isDefault }) => isDefault);
  expect(policies.map(({ name }) => name)).toEqual([
    "Job Compute",
    "Personal Compute",
    "Power User Compute",
    "Shared Compute",
  ]);
  const id = String(policies[0]?.policy_id);
  expect(await post("delete", { policy_id: id })).toMatchObject({ status: 400 });
});

test("everybody may use Personal Compute until the workspace closes it", async () => {
  const { address } = await sandbox.workspace("new", { everybodyIsIn: true });
  const policies = "/api/2.0/policies/clusters";
  const seen = async (): Promise<JsonObject[]> =>
    (await sandbox.call(address, "GET", `${policies}/list`, { as: SCIENTIST })).body.policies as JsonObject[];
  const [personal] = await seen();
  expect(await seen()).toEqual([expect.objectContaining({ name: "Personal Compute", is_default: true })]);

  const id = String(personal?.policy_id);
  const closed = {
    policy_id: id,
    name: "Personal Compute",
    policy_family_id: "personal-vm",
    policy_family_definition_overrides: JSON.stringify({ node_type_id: { type: "forbidden" } }),
  };
  expect((await sandbox.call(address, "POST", `${policies}/edit`, { body: closed })).status).toBe(200);
  const [edited] = await seen();
  expect(JSON.parse(String(edited?.definition))).toMatchObject({ node_type_id: { type: "forbidden" } });

  const nobody = { access_control_list: [] };
  await sandbox.call(address, "PUT", `/api/2.0/permissions/cluster-policies/${id}`, { body: nobody });
  expect(await seen()).toEqual([]);
});

test.each<[string, JsonObject, string]>([
  ["no name", { definition }, "1 to 100 characters"],
  ["no definition", { name: "x" }, "definition"],
  ["a definition that is not JSON", { name: "x", definition: "{" }, "not JSON"],
  ["both a definition and a family", { name: "x", definition, policy_family_id: "job-cluster" }, "not definition"],
  ["an unknown family", { name: "x", policy_family_id: "none" }, "'none' does not exist"],
  ["a limit of no clusters", { name: "x", definition, max_clusters_per_user: 0 }, "at least 1"],
  ["a library of two kinds", { name: "x", definition, libraries: [{ whl: "a", jar: "b" }] }, "whl"],
])("%s is refused", async (_case, settings, message) => {
  const { status, body } = await post("create", settings);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body.message).toContain(message);
});

test("a name is taken once", async () => {
  await post("create", { name: "taken", definition });
  expect(await post("create", { name: "taken", definition })).toMatchObject({
    status: 409,
    body: { error_code: "RESOURCE_ALREADY_EXISTS" },
  });
});

test("only admins make policies, and others see those that they may use", async () => {
  expect(await post("create", { name: "mine", definition }, SCIENTIST)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
  const { body } = await post("create", { name: "for scientists", definition });
  expect((await get(body.policy_id, SCIENTIST)).status).toBe(403);

  await sandbox.call(dev.address, "PATCH", `/api/2.0/permissions/cluster-policies/${body.policy_id}`, {
    body: { access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_USE" }] },
  });
  expect((await get(body.policy_id, SCIENTIST)).status).toBe(200);
  const seen = await sandbox.call(dev.address, "GET", "/api/2.0/policies/clusters/list", { as: SCIENTIST });
  expect((seen.body.policies as JsonObject[]).map(({ name }) => name)).toEqual(["for scientists", "Personal Compute"]);
});
