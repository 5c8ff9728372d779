import { TestSandbox } from "../../testing/sandbox";

describe("what a host says of itself, without a credential", () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await TestSandbox.start();
  });
  afterEach(() => sandbox.stop());

  const metadata = async (host: string) => (await fetch(`${host}/.well-known/databricks-config`)).json();

  test("a workspace names itself and its account", async () => {
    const dev = await sandbox.workspace();
    expect(await metadata(dev.address)).toMatchObject({
      host_type: "workspace",
      workspace_id: String(dev.id),
      account_id: "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001",
      cloud: "AZURE",
    });
  });

  test("the account names itself, and says nothing else without a token", async () => {
    const { account } = sandbox.controlPlane.addresses();
    const accountId = "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
    expect(await metadata(account)).toMatchObject({
      host_type: "account",
      account_id: accountId,
      oidc_endpoint: `${account}/oidc/accounts/${accountId}`,
    });
    expect((await fetch(`${account}/api/2.0/accounts/x/workspaces`)).status).toBe(401);
  });
});
