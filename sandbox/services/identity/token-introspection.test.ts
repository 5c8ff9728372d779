import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.stop());

test.each(["GET", "POST"])("%s says for which account and workspace a token is", async (method) => {
  const { address, id } = await sandbox.workspace(method);
  const metadata = await sandbox.call(address, "GET", "/.well-known/databricks-config");
  expect(await sandbox.call(address, method, "/api/2.0/tokens/introspect")).toEqual({
    status: 200,
    body: { principal_context: { authentication_scope: { account_id: metadata.body.account_id, workspace_id: id } } },
  });
});
