import type { JsonObject } from "../../control-plane";
import { readSeed, SHIPPED_SEED } from "../../seed-file";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { rekeySecrets, secretKey, secrets } from "./secret";
import { secretScopes } from "./secret-scopes";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const [subscription] = readSeed(SHIPPED_SEED).azure.subscriptions;
const VAULT = {
  resource_id: `/subscriptions/${subscription?.id}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-dev`,
  dns_name: "https://kv-dev.vault.azure.net/",
};

const post = (operation: string, body: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", `/api/2.0/secrets/${operation}`, { body, ...(as ? { as } : {}) });
const get = (operation: string, query: Record<string, string>, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "GET", `/api/2.0/secrets/${operation}?${new URLSearchParams(query)}`, as ? { as } : {});

async function scope(name: string): Promise<string> {
  expect((await post("scopes/create", { scope: name })).status).toBe(200);
  return name;
}

test("a secret is read as base64 by those who may read it, and is in no other answer", async () => {
  const name = await scope("read");
  await post("put", { scope: name, key: "password", string_value: "hush" });
  expect((await get("get", { scope: name, key: "password" })).body).toEqual({
    key: "password",
    value: Buffer.from("hush").toString("base64"),
  });
  const { body } = await get("list", { scope: name });
  expect(body.secrets).toEqual([{ key: "password", last_updated_timestamp: expect.any(Number) }]);

  expect(await get("get", { scope: name, key: "password" }, SCIENTIST)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
  expect((await get("list", { scope: name }, SCIENTIST)).status).toBe(403);
  const scopes = (await get("scopes/list", {}, SCIENTIST)).body.scopes as JsonObject[];
  expect(scopes.map((each) => each.name)).not.toContain(name);
});

test("each level of a scope's list allows what the one below does, and its own", async () => {
  const name = await scope("levels");
  const acl = (permission: string): Promise<TestResponse> =>
    post("acls/put", { scope: name, principal: ENGINEER, permission });
  const write = (): Promise<TestResponse> => post("put", { scope: name, key: "k", string_value: "v" }, ENGINEER);
  const share = (): Promise<TestResponse> =>
    post("acls/put", { scope: name, principal: SCIENTIST, permission: "READ" }, ENGINEER);

  await acl("READ");
  expect((await get("list", { scope: name }, ENGINEER)).status).toBe(200);
  expect((await write()).status).toBe(403);
  await acl("WRITE");
  expect((await write()).status).toBe(200);
  expect((await share()).status).toBe(403);
  await acl("MANAGE");
  expect((await share()).status).toBe(200);
  expect((await get("get", { scope: name, key: "k" }, SCIENTIST)).status).toBe(200);

  expect((await post("acls/delete", { scope: name, principal: SCIENTIST }, ENGINEER)).status).toBe(200);
  expect((await get("get", { scope: name, key: "k" }, SCIENTIST)).status).toBe(403);
  expect((await get("acls/get", { scope: name, principal: SCIENTIST })).status).toBe(404);
  const { body } = await get("acls/list", { scope: name });
  expect(body.items).toContainEqual({ principal: ENGINEER, permission: "MANAGE" });
});

test("a scope is its maker's and admins' alone, until its list names a group", async () => {
  const name = await scope("for-jobs");
  await post("put", { scope: name, key: "password", string_value: "hush" });
  const read = (): Promise<TestResponse> => get("get", { scope: name, key: "password" }, ENGINEER);
  expect(await read()).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
  await TestAccount.in(sandbox).assign(dev.id, "ml-engineers", "USER");
  await post("acls/put", { scope: name, principal: "ml-engineers", permission: "READ" });
  expect((await read()).status).toBe(200);
  expect((await post("put", { scope: name, key: "password", string_value: "x" }, ENGINEER)).status).toBe(403);
});

test("who makes a scope manages it; `users` does where it was asked for", async () => {
  expect((await post("scopes/create", { scope: "own" }, SCIENTIST)).status).toBe(200);
  expect((await get("acls/list", { scope: "own" }, SCIENTIST)).body).toEqual({
    items: [{ principal: SCIENTIST, permission: "MANAGE" }],
  });
  await post("scopes/create", { scope: "everybody", initial_manage_principal: "users" });
  expect((await post("put", { scope: "everybody", key: "k", string_value: "v" }, SCIENTIST)).status).toBe(200);
});

test("a scope of a key vault shows its vault, and its secrets are changed in the vault", async () => {
  const created = await post("scopes/create", {
    scope: "vaulted",
    scope_backend_type: "AZURE_KEYVAULT",
    backend_azure_keyvault: VAULT,
  });
  expect(created.status).toBe(200);
  const scopes = (await get("scopes/list", {})).body.scopes;
  expect(scopes).toContainEqual({ name: "vaulted", backend_type: "AZURE_KEYVAULT", keyvault_metadata: VAULT });
  expect(await post("put", { scope: "vaulted", key: "k", string_value: "v" })).toMatchObject({
    status: 400,
    body: { error_code: "BAD_REQUEST" },
  });
});

test("a scope of a key vault is made by whoever contributes to that in Azure, and not by other workspace admins", async () => {
  const ADMIN = "platform.admin@lakestage.example";
  await TestAccount.in(sandbox).assign(dev.id, ADMIN, "ADMIN");
  const vaulted = { scope: "admins", scope_backend_type: "AZURE_KEYVAULT", backend_azure_keyvault: VAULT };
  expect(await post("scopes/create", vaulted, ADMIN)).toMatchObject({
    status: 403,
    body: {
      error_code: "PERMISSION_DENIED",
      message: `${ADMIN} does not have the Contributor role on the key vault ${VAULT.resource_id}.`,
    },
  });
  expect((await post("scopes/create", { scope: "admins" }, ADMIN)).status).toBe(200);
});

test.each<[string, JsonObject]>([
  ["a name with a blank", { scope: "a b" }],
  ["a name of 129 characters", { scope: "n".repeat(129) }],
  ["a manager that is not `users`", { scope: "x", initial_manage_principal: SCIENTIST }],
  ["a vault scope without its vault", { scope: "x", scope_backend_type: "AZURE_KEYVAULT" }],
  ["a vault that a Databricks scope does not have", { scope: "x", backend_azure_keyvault: VAULT }],
  [
    "a vault's id with another vault's address",
    {
      scope: "x",
      scope_backend_type: "AZURE_KEYVAULT",
      backend_azure_keyvault: { ...VAULT, dns_name: "https://other.vault.azure.net/" },
    },
  ],
])("%s is refused", async (_case, request) => {
  expect(await post("scopes/create", request)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_PARAMETER_VALUE" },
  });
});

test("names that differ only in case are one scope", async () => {
  await scope("Cased");
  expect(await post("scopes/create", { scope: "cased" })).toMatchObject({
    body: { error_code: "RESOURCE_ALREADY_EXISTS" },
  });
});

test("a message about a secret never has its value in it", async () => {
  const name = await scope("quiet");
  const value = "v".repeat(128 * 1024 + 1);
  const { status, body } = await post("put", { scope: name, key: "k", string_value: value });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).not.toContain("vvv");
  expect((await post("put", { scope: name, key: "k", bytes_value: "not base64!" })).body.message).not.toContain(
    "not base64!",
  );
});

test("a workspace has at most 100 scopes", async () => {
  const other = await sandbox.workspace("limits");
  const create = (name: string): Promise<TestResponse> =>
    sandbox.call(other.address, "POST", "/api/2.0/secrets/scopes/create", { body: { scope: name } });
  for (let index = 0; index < 100; index++) expect((await create(`scope-${index}`)).status).toBe(200);
  expect(await create("one-more")).toMatchObject({ status: 400, body: { error_code: "RESOURCE_LIMIT_EXCEEDED" } });
});

test("a deleted scope takes its secrets with it", async () => {
  const name = await scope("gone");
  await post("put", { scope: name, key: "k", string_value: "v" });
  expect((await post("scopes/delete", { scope: name })).status).toBe(200);
  await scope(name);
  expect((await get("list", { scope: name })).body).toEqual({ secrets: [] });
});

test("no scope reaches into another by a slash in its name or in a key", async () => {
  await scope("team");
  await post("put", { scope: "team", key: "password", string_value: "kept" });
  const slashed = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } };
  expect(await post("scopes/create", { scope: "team/app" })).toMatchObject(slashed);
  expect(await post("scopes/create", { scope: "team/app" }, SCIENTIST)).toMatchObject(slashed);
  expect(await post("put", { scope: "team", key: "app/password", string_value: "v" })).toMatchObject(slashed);
  for (const [name, key] of [
    ["team/password", ""],
    ["", "team/password"],
    ["team%2F", "password"],
  ] as const) {
    expect((await get("get", { scope: name, key }, SCIENTIST)).status).toBe(404);
    expect((await post("put", { scope: name, key, string_value: "hacked" }, SCIENTIST)).status).toBe(404);
    expect((await post("scopes/delete", { scope: name }, SCIENTIST)).status).toBe(404);
  }
  expect((await get("list", { scope: "team" })).body.secrets).toMatchObject([{ key: "password" }]);
  const { value } = (await get("get", { scope: "team", key: "password" })).body;
  expect(Buffer.from(String(value), "base64").toString()).toBe("kept");
});

describe("scopes of a store of an earlier version, which took slashes", () => {
  const put = (name: string, key: string) => {
    const acl = { [sandbox.idOf("lakestage-deployer")]: "MANAGE" } as const;
    secretScopes.put(where(), name, { name, backend_type: "DATABRICKS", acl });
    secrets.put(where(), secretKey(name, key), { key, value: base64(`${key} of ${name}`), updatedAt: 1 });
  };
  const where = () => ({ store: sandbox.store, workspaceId: dev.id });
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const value = async (name: string, key: string): Promise<string> =>
    Buffer.from(String((await get("get", { scope: name, key })).body.value), "base64").toString();

  beforeAll(() => {
    put("old", "ml/password");
    put("old/ml", "password");
  });

  test("keep their secrets apart from those of the scope that their names begin with", async () => {
    expect(await value("old", "ml/password")).toBe("ml/password of old");
    expect(await value("old/ml", "password")).toBe("password of old/ml");
    expect((await get("list", { scope: "old" })).body.secrets).toMatchObject([{ key: "ml/password" }]);
  });

  test("have their secrets where they were written under the scope's name as it is", async () => {
    await scope("old@ml");
    const formerKeys = ["old/ml", "old@ml"].map((name) => `${dev.id}/${name}/api-key`);
    for (const key of formerKeys) {
      sandbox.store.put(secrets, key, { key: "api-key", value: base64("kept"), updatedAt: 1 });
    }
    rekeySecrets(sandbox.store);
    expect([await value("old/ml", "api-key"), await value("old@ml", "api-key")]).toEqual(["kept", "kept"]);
    expect(await value("old/ml", "password")).toBe("password of old/ml");
    expect(formerKeys.filter((key) => sandbox.store.has(secrets, key))).toEqual([]);
  });
});
