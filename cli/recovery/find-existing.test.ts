import { type Answer, DatabricksStub, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { type Deployment, type ResourceState, readDeployment } from "../engine/deployment";
import { findExisting, LookUpFailed } from "./find-existing";

const PROVIDER = "urn:pulumi:dev::lakestage::pulumi:providers:databricks::workspace";

let stub: DatabricksStub;
/** What the service answers, by path and query. */
let answers: Record<string, Answer>;

beforeEach(async () => {
  answers = {};
  stub = await DatabricksStub.start(answers);
});

afterEach(() => stub.stop());

function resource(type: string, inputs: Record<string, unknown>): ResourceState {
  const module = `${type[0]?.toLowerCase()}${type.slice(1)}`;
  return { urn: `urn::${type}`, type: `databricks:index/${module}:${type}`, provider: `${PROVIDER}::1`, inputs };
}

const deployment = (accountId?: string): Deployment => {
  const provider = {
    urn: PROVIDER,
    type: "pulumi:providers:databricks",
    id: "1",
    inputs: { host: stub.host, accountId },
  };
  return readDeployment(JSON.stringify({ version: 3, deployment: { resources: [provider] } }));
};

const find = (wanted: ResourceState, accountId?: string, token = STUB_TOKEN) =>
  findExisting(wanted, deployment(accountId), async () => token);

test("an object that is named by its inputs needs no question", async () => {
  expect(await find(resource("Schema", { catalogName: "dev", name: "churn" }))).toBe("dev.churn");
  expect(stub.asked).toEqual([]);
});

test("an object whose id the service made up is found by its name", async () => {
  answers["/api/2.0/sql/warehouses"] = {
    warehouses: [
      { id: "1", name: "other" },
      { id: "2", name: "main" },
    ],
  };
  expect(await find(resource("SqlEndpoint", { name: "main" }))).toBe("2");
});

test("an isolated catalog that a killed run left without bindings is bound, as it cannot be read before", async () => {
  answers["/api/2.1/unity-catalog/current-metastore-assignment"] = { workspace_id: 11 };
  answers["/api/2.1/unity-catalog/bindings/catalog/dev"] = {};
  expect(await find(resource("Catalog", { name: "dev", isolationMode: "ISOLATED" }))).toBe("dev");
  expect(stub.asked[1]).toBe("PATCH /api/2.1/unity-catalog/bindings/catalog/dev");
  expect(stub.changes).toEqual([{ add: [{ workspace_id: 11, binding_type: "BINDING_TYPE_READ_WRITE" }] }]);
});

test("an isolated external location that was never made is left to the refresh", async () => {
  answers["/api/2.1/unity-catalog/current-metastore-assignment"] = { workspace_id: 11 };
  const location = resource("ExternalLocation", { name: "dev", isolationMode: "ISOLATION_MODE_ISOLATED" });
  expect(await find(location)).toBe("dev");
});

test("a job is found by its name among those that the service lists", async () => {
  answers["/api/2.2/jobs/list?name=training"] = {
    jobs: [
      { job_id: 17, settings: { name: "training of another" } },
      { job_id: 18, settings: { name: "training" } },
    ],
  };
  expect(await find(resource("Job", { name: "training" }))).toBe("18");
});

test("an experiment is found by its path, of which there is one", async () => {
  answers["/api/2.0/mlflow/experiments/get-by-name?experiment_name=%2FProjects%2Fdelay%2Fexperiment"] = {
    experiment: { experiment_id: "42", name: "/Projects/delay/experiment", lifecycle_stage: "active" },
  };
  expect(await find(resource("MlflowExperiment", { name: "/Projects/delay/experiment" }))).toBe("42");
});

test("an experiment that was deleted is not found, although the service still tells of it", async () => {
  answers["/api/2.0/mlflow/experiments/get-by-name?experiment_name=old"] = {
    experiment: { experiment_id: "41", name: "old", lifecycle_stage: "deleted" },
  };
  expect(await find(resource("MlflowExperiment", { name: "old" }))).toBeUndefined();
});

test("a service principal that Databricks gave its application id is found by its name", async () => {
  answers[`/api/2.0/accounts/a/scim/v2/ServicePrincipals?filter=${encodeURIComponent('displayName eq "runner"')}`] = {
    Resources: [{ id: "7", displayName: "runner", applicationId: "made-up" }],
  };
  expect(await find(resource("ServicePrincipal", { displayName: "runner" }), "a")).toBe("7");
});

test("an object that was never made is not found", async () => {
  answers["/api/2.0/sql/warehouses"] = { warehouses: [] };
  expect(await find(resource("SqlEndpoint", { name: "main" }))).toBeUndefined();
});

test("every page of a list is searched", async () => {
  answers["/api/2.0/notification-destinations"] = { results: [], next_page_token: "2" };
  answers["/api/2.0/notification-destinations?page_token=2"] = { results: [{ id: "n", display_name: "mail" }] };
  expect(await find(resource("NotificationDestination", { displayName: "mail" }))).toBe("n");
});

test("account objects are looked for in their provider's account", async () => {
  const filter = encodeURIComponent('applicationId eq "app"');
  answers[`/api/2.0/accounts/acc/scim/v2/ServicePrincipals?filter=${filter}`] = {
    Resources: [{ id: "7", applicationId: "app" }],
  };
  expect(await find(resource("ServicePrincipal", { applicationId: "app" }), "acc")).toBe("7");
});

test("a federation policy is known by whom it trusts", async () => {
  const oidcPolicy = { issuer: "https://issuer.example", subject: "repo:a/b:environment:dev" };
  answers["/api/2.0/accounts/acc/servicePrincipals/7/federationPolicies"] = {
    policies: [
      { policy_id: "p1", oidc_policy: { ...oidcPolicy, subject: "another" } },
      { policy_id: "p2", oidc_policy: oidcPolicy },
    ],
  };
  const wanted = resource("ServicePrincipalFederationPolicy", { servicePrincipalId: 7, oidcPolicy });
  expect(await find(wanted, "acc")).toBe("7,p2");
});

test("what is written with an upsert is not looked for", async () => {
  expect(await find(resource("Grants", { catalog: "dev" }))).toBeUndefined();
  expect(stub.asked).toEqual([]);
});

test("a refused or impossible look-up is a failure, never an answer", async () => {
  const wanted = resource("SqlEndpoint", { name: "main" });
  const refused = find(wanted, undefined, "wrong");
  await expect(refused).rejects.toThrow(LookUpFailed);
  await expect(refused).rejects.toThrow(/^127\.0\.0\.1:\d+\/api\/2\.0\/sql\/warehouses answered 401$/);
  await expect(findExisting(wanted, deployment(), async () => undefined)).rejects.toThrow("no token");
});
