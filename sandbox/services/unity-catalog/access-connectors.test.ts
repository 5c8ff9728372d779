import { readSeed, SHIPPED_SEED } from "../../seed-file";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";
import { roleNamed } from "../arm/built-in-roles";
import { objectIdOf } from "../arm/directory-objects";

const ENGINEER = "ml.engineer@lakestage.example";
const { azure } = readSeed(SHIPPED_SEED);

let sandbox: TestSandbox;
let dev: TestUnityCatalog;
let own: string;
let prods: string;

/** The engineer contributes to the resource group `g`, as an environment's pipeline does to its own, and not to `prod`. */
beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
  [own, prods] = [dev.connector("dev"), dev.connector("prod", "prod")];
  await dev.ok("PATCH", `/permissions/metastore/${readSeed(SHIPPED_SEED).metastore.id}`, {
    changes: [{ principal: ENGINEER, add: ["CREATE_STORAGE_CREDENTIAL"] }],
  });
  const group = own.slice(0, own.indexOf("/providers/"));
  const { arm } = sandbox.controlPlane.addresses();
  const version = "?api-version=2022-04-01";
  await sandbox.call(arm, "PUT", `${group}?api-version=2021-04-01`, { body: { location: "westeurope" } });
  const assignment = `${group}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000001`;
  const properties = { principalId: objectIdOf(azure, ENGINEER), roleDefinitionId: roleNamed("Contributor") };
  expect((await sandbox.call(arm, "PUT", `${assignment}${version}`, { body: { properties } })).status).toBe(201);
});
afterAll(() => sandbox.stop());

const on = (connector: string) => ({ azure_managed_identity: { access_connector_id: connector } });
const create = (name: string, connector: string, as?: string): Promise<TestResponse> =>
  dev.call("POST", "/storage-credentials", { name, ...on(connector) }, as);
const refused = { status: 403, body: { error_code: "PERMISSION_DENIED" } };

test("a credential takes a connector that its maker contributes to, and no other environment's", async () => {
  expect(await create("stolen", prods, ENGINEER)).toMatchObject(refused);
  expect(await create("stolen", `${prods}x`, ENGINEER)).toMatchObject(refused);
  expect((await create("own", own, ENGINEER)).status).toBe(200);
});

test("nor is it pointed at one later; what it has, it keeps", async () => {
  const change = (body: object): Promise<TestResponse> =>
    dev.call("PATCH", "/storage-credentials/own", { ...body }, ENGINEER);
  expect(await change({ ...on(prods), skip_validation: true })).toMatchObject(refused);
  expect((await change({ ...on(own.toUpperCase()), comment: "same" })).status).toBe(200);
});

test("an account admin names any connector, but one that exists", async () => {
  expect((await create("prods", prods)).status).toBe(200);
  expect(await create("nowhere", `${prods}x`)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_PARAMETER_VALUE" },
  });
});
