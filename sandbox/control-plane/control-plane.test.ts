import { readSeed, SHIPPED_SEED } from "../seed-file";
import { services } from "../services/services";
import { TestAccount } from "../testing/account";
import { TestSandbox, type TestWorkspace } from "../testing/sandbox";
import { ControlPlane } from "./control-plane";
import { servicePrincipals } from "./directory";
import { StateFileError, Store } from "./store";

const ACCOUNT = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const SUBSCRIPTION = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const CATALOGS = "/api/2.1/unity-catalog/catalogs";

describe("the control plane", () => {
  let sandbox: TestSandbox;
  let dev: TestWorkspace;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    dev = await sandbox.workspace("dev", { metastore: true });
  });
  afterAll(() => sandbox.stop());

  const operator = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${dev.address}/_sandbox/${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.tokens.forOperator()}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  test("answers nobody without a token, and nobody with a wrong one", async () => {
    expect((await fetch(`${dev.address}${CATALOGS}`)).status).toBe(401);
    const wrong = await fetch(`${dev.address}${CATALOGS}`, { headers: { authorization: "Bearer dapi0" } });
    expect([wrong.status, await wrong.json()]).toMatchObject([403, { message: "Invalid access token." }]);
  });

  test("names the workspace in every answer, as clients expect", async () => {
    const response = await fetch(`${dev.address}${CATALOGS}`, {
      headers: { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` },
    });
    expect(response.headers.get("x-databricks-org-id")).toBe(String(dev.id));
  });

  test("refuses a path that the service does not have, and one of another API", async () => {
    for (const path of ["/api/2.1/unity-catalogue/catalogs", "/api/2.0/accounts/x/workspaces"]) {
      expect(await sandbox.call(dev.address, "GET", path)).toMatchObject({
        status: 404,
        body: { error_code: "ENDPOINT_NOT_FOUND" },
      });
    }
  });

  test("knows one account, and refuses the path of another", async () => {
    const { account } = sandbox.controlPlane.addresses();
    const another = "00000000-0000-4000-8000-000000000000";
    const { status, body } = await sandbox.call(account, "GET", `/api/2.0/accounts/${another}/workspaces`);
    expect([status, body.message]).toEqual([403, expect.stringContaining(`Account ${another} does not exist`)]);
  });

  test("answers 501, naming the operation, where it has no behaviour", async () => {
    const { status, body } = await sandbox.call(dev.address, "GET", "/api/2.0/genie/spaces/any/conversations");
    expect(status).toBe(501);
    expect(body.message).toContain("dashboards.Genie.ListConversations");
  });

  test("answers 501 there whatever was sent, and by the API version before, too", async () => {
    const legacy = await sandbox.call(dev.address, "POST", "/api/2.0/preview/sql/queries", {
      body: { schedule: null },
    });
    expect([legacy.status, legacy.body.message]).toEqual([501, expect.stringContaining("sql.QueriesLegacy.Create")]);
    const connections = await sandbox.call(dev.address, "POST", "/api/2.0/unity-catalog/functions", {
      body: { no: 1 },
    });
    expect([connections.status, connections.body.message]).toEqual([501, expect.stringContaining("catalog.Functions")]);
    expect((await sandbox.call(dev.address, "GET", "/api/2.0/unity-catalog/providers")).status).not.toBe(404);
  });

  test("answers as a workspace at the account's address, to a request that names it in a header", async () => {
    const { account } = sandbox.controlPlane.addresses();
    const asked = async (path: string, workspace?: string): Promise<Response> =>
      fetch(`${account}${path}`, {
        headers: {
          authorization: `Bearer ${sandbox.token("lakestage-deployer")}`,
          ...(workspace === undefined ? {} : { "x-databricks-workspace-id": workspace }),
        },
      });
    const me = await asked("/api/2.0/preview/scim/v2/Me", String(dev.id));
    expect([me.status, me.headers.get("x-databricks-org-id")]).toEqual([200, String(dev.id)]);
    expect((await asked("/api/2.0/preview/scim/v2/Me")).status).toBe(404);
    expect((await asked("/api/2.0/preview/scim/v2/Me", "7")).status).toBe(404);
    const { accountId } = TestAccount.in(sandbox);
    expect((await asked(`/api/2.0/accounts/${accountId}/workspaces`, String(dev.id))).status).toBe(200);
  });

  test.each([
    ["an unknown query parameter", "GET", `${CATALOGS}?max_result=3`, undefined],
    ["a wrong type", "POST", CATALOGS, { name: 3 }],
    ["a missing member", "POST", CATALOGS, { comment: "nameless" }],
    ["an unknown enum value", "PATCH", `${CATALOGS}/x`, { isolation_mode: "SEALED" }],
  ])("refuses %s before anything is done", async (_what, method, path, body) => {
    const response = await sandbox.call(dev.address, method, path, body ? { body } : {});
    expect(response.status).toBe(400);
  });

  test.each([
    ["no token", {}],
    ["a wrong token", { authorization: "Bearer dapi0" }],
  ])("judges a request with %s before its body is read", async (_what, headers: Record<string, string>) => {
    const body = "x".repeat(11 * 1024 * 1024);
    for (const path of [CATALOGS, "/api/2.0/fs/files/Volumes/a/b/c/x", "/_sandbox/faults", "/made-up"]) {
      const { status } = await fetch(`${dev.address}${path}`, { method: "POST", headers, body });
      expect([path, status]).toEqual([path, headers.authorization ? 403 : 401]);
    }
  });

  test("counts what has no address under one name, however many are made up without a token", async () => {
    const counted = async (): Promise<Record<string, number>> =>
      (await (await operator("GET", "calls")).json()) as Record<string, number>;
    const before = await counted();
    for (let index = 0; index < 100; index++) await fetch(`${dev.address}/made-up-${index}`);
    const after = await counted();
    expect(Object.keys(after).filter((name) => name.includes("made-up"))).toEqual([]);
    expect(Object.keys(after).length).toBeLessThanOrEqual(Object.keys(before).length + 2);
  });

  test.each(["__proto__", "constructor", "toString"])("refuses a parameter %s like any unknown one", async (name) => {
    const { status, body } = await sandbox.call(dev.address, "GET", `${CATALOGS}?${name}=1`);
    expect([status, body.message]).toEqual([400, expect.stringContaining(name)]);
    expect((await operator("GET", name)).status).toBe(404);
  });

  test("says in the API's words that the disk is full", async () => {
    const admit = (): never => {
      throw new StateFileError("/home/state.db", "full", "");
    };
    const lines: string[] = [];
    const store = new Store(":memory:");
    const controlPlane = new ControlPlane({
      store,
      tokens: sandbox.tokens,
      seed: readSeed(SHIPPED_SEED),
      services: { ...services, admit },
      firstPort: 0,
      log: (line) => lines.push(line),
    });
    const { account, arm } = await controlPlane.start();
    try {
      const message = expect.stringContaining("state, /home/state.db, is full");
      const [deployer] = store.list(servicePrincipals);
      const headers = { authorization: `Bearer ${sandbox.tokens.forPrincipal(deployer?.key ?? "")}` };
      const answerTo = async (url: string): Promise<unknown[]> => {
        const response = await fetch(url, { headers });
        return [response.status, await response.json()];
      };
      expect(await answerTo(`${arm}/subscriptions/${SUBSCRIPTION}/resourcegroups?api-version=2021-04-01`)).toEqual([
        500,
        { error: { code: "InternalServerError", message } },
      ]);
      expect(await answerTo(`${account}/api/2.0/accounts/${ACCOUNT}/workspaces`)).toEqual([
        500,
        { error_code: "INTERNAL_ERROR", message },
      ]);
      expect(lines.filter((line) => line.includes("StateFileError"))).toHaveLength(2);
    } finally {
      await controlPlane.stop();
      store.close();
    }
  });

  test("refuses a body that is not JSON in the service's words", async () => {
    const response = await fetch(`${dev.address}${CATALOGS}`, {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` },
      body: "{",
    });
    expect([response.status, await response.json()]).toMatchObject([400, { error_code: "MALFORMED_REQUEST" }]);
  });

  test("refuses a JSON body of more than 10 MB, and a form where there is none", async () => {
    const headers = { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` };
    const post = (body: string | FormData): Promise<Response> =>
      fetch(`${dev.address}${CATALOGS}`, { method: "POST", headers, body });
    const large = await post(JSON.stringify({ name: "x".repeat(10 * 1024 * 1024) }));
    expect([large.status, await large.json()]).toMatchObject([413, { error_code: "REQUEST_ENTITY_TOO_LARGE" }]);
    const form = new FormData();
    form.set("name", "x");
    expect((await post(form)).status).toBe(400);
  });

  describe("with faults", () => {
    afterEach(() => operator("DELETE", "faults"));

    test("answers with the status that was asked for, as often as it was", async () => {
      await operator("POST", "faults", { operation: "catalog.Catalogs.*", kind: "status", status: 500, count: 1 });
      expect((await sandbox.call(dev.address, "GET", CATALOGS)).status).toBe(500);
      expect((await sandbox.call(dev.address, "GET", CATALOGS)).status).toBe(200);
    });

    test("limits the rate with a Retry-After", async () => {
      await operator("POST", "faults", { kind: "rate-limit", retryAfter: 7, count: 1 });
      const response = await fetch(`${dev.address}${CATALOGS}`);
      expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    });

    test("drops the connection", async () => {
      await operator("POST", "faults", { kind: "drop", count: 1 });
      await expect(sandbox.call(dev.address, "GET", CATALOGS)).rejects.toThrow("fetch failed");
    });

    test("refuses a fault that it does not know", async () => {
      expect((await operator("POST", "faults", { kind: "earthquake" })).status).toBe(400);
    });
  });

  test("takes the operator's token for the operator's calls only, and nobody else's there", async () => {
    const asDeployer = await fetch(`${dev.address}/_sandbox/status`, {
      headers: { authorization: `Bearer ${sandbox.token("lakestage-deployer")}` },
    });
    expect(asDeployer.status).toBe(403);
    const asOperator = await fetch(`${dev.address}${CATALOGS}`, {
      headers: { authorization: `Bearer ${sandbox.tokens.forOperator()}` },
    });
    expect(asOperator.status).toBe(403);
  });
});
