import { type Answer, DatabricksStub, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { AccessError } from "../access-error";
import { Evaluator } from "../evaluation/evaluator";
import type { AccessState } from "../state/access-state";
import { environment, estate, group, isolated, job, securable, servicePrincipal } from "../testing/small-estate";
import { runningAccess } from "./running-state";

const UNITY_CATALOG = "/api/2.1/unity-catalog";
const IN_SCHEMA = "catalog_name=prod&schema_name=delay&max_results=0";

const ACCOUNT = {
  "/api/2.0/accounts/a/scim/v2/Users": { totalResults: 1, Resources: [{ id: "1", userName: "ada@example.org" }] },
  "/api/2.0/accounts/a/scim/v2/Groups": {
    totalResults: 2,
    Resources: [
      { id: "2", displayName: "readers", members: [{ value: "3", display: "seniors" }] },
      { id: "3", displayName: "seniors" },
    ],
  },
  "/api/2.0/accounts/a/scim/v2/Groups/3": { id: "3", displayName: "seniors", members: [{ value: "1" }] },
  "/api/2.0/accounts/a/scim/v2/ServicePrincipals": {
    totalResults: 1,
    Resources: [{ id: "4", applicationId: "4711", displayName: "runner" }],
  },
};

const WORKSPACE = {
  [`${UNITY_CATALOG}/current-metastore-assignment`]: { metastore_id: "metastore-1", workspace_id: 9 },
  [`${UNITY_CATALOG}/metastore_summary`]: { metastore_id: "metastore-1", owner: "admins-of-data" },
  [`${UNITY_CATALOG}/catalogs`]: {
    catalogs: [
      { name: "prod", full_name: "prod", owner: "admins-of-data", isolation_mode: "ISOLATED" },
      { name: "system", catalog_type: "SYSTEM_CATALOG" },
      { name: "made_by_azure", owner: "root@example.org", isolation_mode: "ISOLATED" },
      { name: "elsewhere", isolation_mode: "ISOLATED" },
    ],
  },
  [`${UNITY_CATALOG}/bindings/catalog/made_by_azure`]: {
    bindings: [{ workspace_id: 9, binding_type: "BINDING_TYPE_READ_WRITE" }],
  },
  [`${UNITY_CATALOG}/bindings/catalog/elsewhere`]: {
    bindings: [
      { workspace_id: 8, binding_type: "BINDING_TYPE_READ_WRITE" },
      { workspace_id: 9, binding_type: "BINDING_TYPE_READ_ONLY" },
    ],
  },
  [`${UNITY_CATALOG}/schemas?catalog_name=made_by_azure&max_results=0`]: {
    schemas: [{ name: "default", full_name: "made_by_azure.default" }],
  },
  [`${UNITY_CATALOG}/schemas?catalog_name=elsewhere&max_results=0`]: { schemas: [] },
  [`${UNITY_CATALOG}/bindings/catalog/prod`]: {
    bindings: [{ workspace_id: 9, binding_type: "BINDING_TYPE_READ_WRITE" }],
  },
  [`${UNITY_CATALOG}/permissions/catalog/prod`]: {
    privilege_assignments: [
      { principal: "readers", privileges: ["USE_CATALOG", "USE_SCHEMA", "SELECT"] },
      // One of the account's, which is not in the workspace: the workspace has another that is called the same.
      { principal: "hand-picked", privileges: ["MODIFY"] },
    ],
  },
  [`${UNITY_CATALOG}/schemas`]: {
    schemas: [{ name: "delay", full_name: "prod.delay" }, { name: "information_schema" }],
  },
  [`${UNITY_CATALOG}/tables?${IN_SCHEMA}`]: { tables: [{ name: "flights", full_name: "prod.delay.flights" }] },
  [`${UNITY_CATALOG}/permissions/table/prod.delay.flights`]: {
    privilege_assignments: [{ principal: "gone@example.org", privileges: ["MODIFY"] }],
  },
  "/api/2.0/preview/permissionassignments": {
    permission_assignments: [{ principal: { principal_id: 2, group_name: "readers" }, permissions: ["USER"] }],
  },
  "/api/2.0/preview/scim/v2/Users": { totalResults: 0 },
  "/api/2.0/preview/scim/v2/Groups": {
    totalResults: 3,
    Resources: [
      { id: "2", displayName: "readers", entitlements: [{ value: "workspace-access" }] },
      {
        id: "5",
        displayName: "hand-picked",
        members: [{ value: "3" }],
        meta: { resourceType: "WorkspaceGroup" },
        entitlements: [{ value: "databricks-sql-access" }],
      },
      { id: "91", displayName: "users", members: [{ value: "2" }], meta: { resourceType: "WorkspaceGroup" } },
    ],
  },
  "/api/2.0/preview/scim/v2/ServicePrincipals": { totalResults: 0 },
  "/api/2.0/preview/scim/v2/Me": { userName: "root@example.org" },
  "/api/2.2/jobs/list": { jobs: [{ job_id: 7, settings: { name: "training" } }] },
  "/api/2.2/jobs/get": { job_id: 7, run_as_user_name: "4711" },
  "/api/2.0/permissions/jobs/7": {
    access_control_list: [
      { group_name: "readers", all_permissions: [{ permission_level: "CAN_VIEW", inherited: false }] },
      { group_name: "hand-picked", all_permissions: [{ permission_level: "CAN_MANAGE_RUN", inherited: false }] },
      {
        group_name: "admins",
        all_permissions: [{ permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/jobs/"] }],
      },
    ],
  },
};

const declared = estate({
  environments: [environment("prod", ["readers"])],
  principals: [
    { ...group("readers"), part: "dataScientists" },
    { ...servicePrincipal("stand-in", "runner"), part: "runner", project: "delay" },
  ],
  securables: [isolated("prod", {}), securable("schema", "prod.delay", {}, { project: "delay" })],
  objects: [{ ...job("training", {}), project: "delay" }],
});

let stubs: DatabricksStub[];
let state: AccessState;

beforeAll(async () => {
  stubs = [await DatabricksStub.start(ACCOUNT), await DatabricksStub.start(WORKSPACE)];
  const [account = "", workspace = ""] = stubs.map(({ host }) => host);
  const workspaces = [{ environment: "prod", stage: "production" as const, id: "9", host: workspace }];
  state = await runningAccess({ account: { id: "a", host: account }, workspaces, token: STUB_TOKEN }, declared);
});

afterAll(async () => {
  for (const stub of stubs) await stub.stop();
});

test("people are in their groups, and in groups through others", () => {
  const target = { sort: "securable", type: "table", name: "prod.delay.flights" } as const;
  const question = { environment: "prod", principal: "ada@example.org", target, action: "SELECT" };
  const { allowed, steps } = new Evaluator(state).explain(question);
  expect(allowed).toBe(true);
  expect(steps.at(-1)?.text).toContain("readers, which ada@example.org is in through seniors");
});

test("principals play the parts that they are declared for, under the names that they run with", () => {
  expect(state.principals.find(({ displayName }) => displayName === "runner")).toMatchObject({
    name: "4711",
    part: "runner",
    project: "delay",
  });
});

test("everything in a catalog is read with its grants, and belongs where it is declared", () => {
  expect(state.securables.find(({ type }) => type === "table")).toMatchObject({
    name: "prod.delay.flights",
    environment: "prod",
    project: "delay",
    grants: [{ principal: "gone@example.org", privileges: ["MODIFY"] }],
  });
});

test("what no other workspace reaches belongs to the environment, with all that is in it, whoever made it", () => {
  const environmentOf = (wanted: string) => state.securables.find(({ name }) => name === wanted)?.environment;
  expect(["made_by_azure", "made_by_azure.default", "elsewhere"].map(environmentOf)).toEqual([
    "prod",
    "prod",
    undefined,
  ]);
});

test("what is the service's own is left out", () => {
  expect(state.securables.map(({ name }) => name).sort()).toEqual([
    "elsewhere",
    "made_by_azure",
    "made_by_azure.default",
    "metastore-1",
    "prod",
    "prod.delay",
    "prod.delay.flights",
  ]);
});

test("who is on a list and no longer in the directory is not forgotten", () => {
  expect(state.principals.map(({ name }) => name)).toContain("gone@example.org");
});

test("a job is read with its list, what is inherited marked, and whom it runs as", () => {
  expect(state.objects.find(({ kind }) => kind === "jobs")).toEqual({
    kind: "jobs",
    name: "training",
    environment: "prod",
    project: "delay",
    runsAs: "4711",
    permissions: [
      { principal: "readers", level: "CAN_VIEW" },
      { principal: "hand-picked (only in prod)", level: "CAN_MANAGE_RUN" },
      { principal: "admins", level: "CAN_MANAGE", inheritedFrom: "/jobs/" },
    ],
  });
});

test("a group of the workspace's own gives what its lists say, and nothing that Unity Catalog gives one of the same name", () => {
  const evaluator = new Evaluator(state);
  const asked = { environment: "prod", principal: "ada@example.org" };
  const job = { sort: "object", kind: "jobs", name: "training", environment: "prod" } as const;
  const table = { sort: "securable", type: "table", name: "prod.delay.flights" } as const;
  const start = evaluator.explain({ ...asked, target: job, action: "CAN_MANAGE_RUN" });
  expect(start.allowed).toBe(true);
  expect(start.steps.map(({ text }) => text).join()).toContain("hand-picked (only in prod)");
  expect(evaluator.explain({ ...asked, target: table, action: "MODIFY" }).allowed).toBe(false);
});

test("nothing is asked for twice", () => {
  for (const { asked } of stubs) expect(asked).toEqual([...new Set(asked)]);
});

describe("an estate that cannot be read", () => {
  const users = "/api/2.0/accounts/a/scim/v2/Users";

  async function readWith(answers: Record<string, Answer>): Promise<unknown> {
    const account = await DatabricksStub.start({ ...ACCOUNT, ...answers });
    const read = runningAccess(
      { account: { id: "a", host: account.host }, workspaces: [], token: STUB_TOKEN },
      declared,
    );
    return read.catch((error: unknown) => error).finally(() => account.stop());
  }

  test.each([401, 403])("is refused to this token (%d): the error says who may read", async (status) => {
    const error = await readWith({ [users]: status });
    expect(error).toBeInstanceOf(AccessError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^127\\.0\\.0\\.1:\\d+${users} may not be read with this token \\(${status}\\)\\. .*administer the account`,
        ),
      ),
    });
  });

  test("is not the one that was deployed, where something is missing", async () => {
    const message = expect.stringMatching(
      /Users does not exist: the estate that runs is not the one that was deployed\.$/,
    );
    expect(await readWith({ [users]: 404 })).toMatchObject({ name: "AccessError", message });
  });

  test("is told with the status of any other failure", async () => {
    const message = expect.stringMatching(/Users answered 418\.$/);
    expect(await readWith({ [users]: 418 })).toMatchObject({ name: "AccessError", message });
  });
});
