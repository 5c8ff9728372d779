import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let account: TestAccount;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  account = TestAccount.in(sandbox);
});
afterEach(() => sandbox.stop());

const call = (method: string, id = "", body?: JsonObject, as?: string): Promise<TestResponse> =>
  account.call(method, `/api/2.1/accounts/${account.accountId}/budgets${id && `/${id}`}`, body, as);

const given = (display_name: string, threshold = "100"): JsonObject => ({
  display_name,
  alert_configurations: [
    {
      time_period: "MONTH",
      trigger_type: "CUMULATIVE_SPENDING_EXCEEDED",
      quantity_type: "LIST_PRICE_DOLLARS_USD",
      quantity_threshold: threshold,
      action_configurations: [{ action_type: "EMAIL_NOTIFICATION", target: "a@lakestage.example" }],
    },
  ],
});

test("a budget is made, replaced, listed and deleted; its alerts and their actions have ids", async () => {
  const made = (await call("POST", "", { budget: given("b") })).body.budget as JsonObject;
  expect(made).toMatchObject({
    ...given("b"),
    account_id: account.accountId,
    alert_configurations: [
      { alert_configuration_id: expect.any(String), action_configurations: [{ action_type: "EMAIL_NOTIFICATION" }] },
    ],
  });
  const id = String(made.budget_configuration_id);
  const { alert_configurations } = made;
  const renamed = { budget_configuration_id: id, display_name: "c", alert_configurations } as JsonObject;
  expect((await call("PUT", id, { budget: renamed })).body.budget).toMatchObject(renamed);
  expect((await call("GET")).body.budgets).toMatchObject([renamed]);
  await call("DELETE", id);
  expect((await call("GET", id)).status).toBe(404);
});

test("one named as another, or with a threshold that is none, or for a workspace that is none, is refused", async () => {
  await call("POST", "", { budget: given("b") });
  expect((await call("POST", "", { budget: given("b") })).status).toBe(409);
  expect((await call("POST", "", { budget: given("c", "much") })).status).toBe(400);
  const filter = { workspace_id: { operator: "IN", values: [1] } };
  expect((await call("POST", "", { budget: { ...given("c"), filter } })).status).toBe(404);
});

test("budgets are the account admins' affair", async () => {
  expect((await call("GET", "", undefined, SCIENTIST)).status).toBe(403);
  expect((await call("POST", "", { budget: given("b") }, SCIENTIST)).status).toBe(403);
});
