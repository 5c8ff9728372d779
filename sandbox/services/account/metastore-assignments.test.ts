import { TestAccount } from "../../testing/account";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";

const METASTORE = "3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01";

describe("the metastore of a workspace", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let dev: TestWorkspace;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    dev = await sandbox.workspace();
  });
  afterEach(() => sandbox.stop());

  const current = () => account.call("GET", `/workspaces/${dev.id}/metastore`);
  const assignment = () => `/workspaces/${dev.id}/metastores/${METASTORE}`;
  const body = (defaultCatalog: string) => ({
    metastore_assignment: { metastore_id: METASTORE, default_catalog_name: defaultCatalog },
  });

  test("is there once it was assigned, with the default catalog that was asked for", async () => {
    expect(await current()).toMatchObject({ status: 404, body: { error_code: "METASTORE_DOES_NOT_EXIST" } });
    await account.ok("POST", assignment(), body(""));
    expect((await current()).body).toEqual({
      metastore_assignment: { workspace_id: dev.id, metastore_id: METASTORE, default_catalog_name: "hive_metastore" },
    });
    await account.ok("PUT", assignment(), body("dev"));
    expect((await current()).body).toMatchObject({ metastore_assignment: { default_catalog_name: "dev" } });
    expect(await account.ok("GET", `/metastores/${METASTORE}/workspaces`)).toEqual({ workspace_ids: [dev.id] });
  });

  test("is gone after it was unassigned, and its default catalog with it", async () => {
    await account.ok("POST", assignment(), body("dev"));
    await account.ok("DELETE", assignment());
    expect((await current()).status).toBe(404);
    expect((await account.call("DELETE", assignment())).status).toBe(404);
    await account.ok("POST", assignment(), body(""));
    expect((await current()).body).toMatchObject({ metastore_assignment: { default_catalog_name: "hive_metastore" } });
  });

  test("is assigned by account admins only", async () => {
    expect((await account.call("POST", assignment(), body(""), "ml.engineer@lakestage.example")).status).toBe(403);
    expect((await current()).status).toBe(404);
  });

  test("is one of the account's", async () => {
    expect(await account.ok("GET", "/metastores")).toMatchObject({ metastores: [{ metastore_id: METASTORE }] });
    expect(await account.ok("GET", `/metastores/${METASTORE}`)).toMatchObject({
      metastore_info: { metastore_id: METASTORE, region: "westeurope", owner: "platform-admins" },
    });
  });
});
