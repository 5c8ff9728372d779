import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

describe("budget policies", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let policies: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    policies = `/api/2.1/accounts/${account.accountId}/budget-policies`;
  });
  afterEach(() => sandbox.stop());

  const policy = (policy_name: string, rest: object = {}) => ({ policy: { policy_name, ...rest } });

  test("come back as they were sent, and change as a whole", async () => {
    const { id } = await sandbox.workspace();
    const custom_tags = [{ key: "environment", value: "dev" }];
    const created = await account.ok("POST", policies, policy("dev", { custom_tags, binding_workspace_ids: [id] }));
    expect(created).toEqual({
      policy_id: expect.any(String),
      policy_name: "dev",
      custom_tags,
      binding_workspace_ids: [id],
    });
    const path = `${policies}/${created.policy_id}`;
    expect(await account.ok("GET", path)).toEqual(created);
    await account.ok("PATCH", path, { policy_name: "development" });
    expect(await account.ok("GET", path)).toEqual({ policy_id: created.policy_id, policy_name: "development" });
    await account.ok("DELETE", path);
    expect((await account.call("GET", path)).status).toBe(404);
  });

  test("are made once when the same request is repeated", async () => {
    const body = { ...policy("dev"), request_id: "4711" };
    const first = await account.ok("POST", policies, body);
    expect(await account.ok("POST", policies, body)).toEqual(first);
  });

  test.each([
    ["a reserved name", policy("databricks:default-policy")],
    ["a name outside ISO 8859-1", policy("политика")],
    ["a reserved tag", policy("dev", { custom_tags: [{ key: "budget-policy-id", value: "1" }] })],
    ["a tag given twice", policy("dev", { custom_tags: [{ key: "a" }, { key: "a" }] })],
    ["too many tags", policy("dev", { custom_tags: Array.from({ length: 21 }, (_, index) => ({ key: `k${index}` })) })],
  ])("are refused with %s", async (_what, body) => {
    expect((await account.call("POST", policies, body)).status).toBe(400);
  });

  test("have one name each, and bind to workspaces that exist", async () => {
    await account.ok("POST", policies, policy("dev"));
    expect((await account.call("POST", policies, policy("dev"))).status).toBe(409);
    expect((await account.call("POST", policies, policy("new", { binding_workspace_ids: [1] }))).status).toBe(404);
  });

  test("are listed by name, in pages", async () => {
    for (const name of ["b", "c", "a"]) await account.ok("POST", policies, policy(name));
    const first = await account.ok("GET", `${policies}?page_size=2`);
    expect(first.policies).toMatchObject([{ policy_name: "a" }, { policy_name: "b" }]);
    const second = await account.ok("GET", `${policies}?page_size=2&page_token=${first.next_page_token}`);
    expect(second).toEqual({ policies: [expect.objectContaining({ policy_name: "c" })] });
    const found = await account.ok("GET", `${policies}?filter_by.policy_name=c`);
    expect(found.policies).toMatchObject([{ policy_name: "c" }]);
  });
});
