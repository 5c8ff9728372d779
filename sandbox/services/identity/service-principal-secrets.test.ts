import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

describe("secrets of a service principal", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let secrets: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    secrets = `/servicePrincipals/${sandbox.idOf("lakestage-deployer")}/credentials/secrets`;
  });
  afterEach(() => sandbox.stop());

  test("are shown once and never kept", async () => {
    const { secret, ...info } = await account.ok("POST", secrets, { lifetime: "3600s" });
    expect(secret).toMatch(/^dose[0-9a-f]{32}$/);
    expect(await account.ok("GET", secrets)).toEqual({ secrets: [info] });
    expect(Date.parse(String(info.expire_time)) - Date.parse(String(info.create_time))).toBe(3_600_000);
  });

  test("are at most five, each deleted by its id", async () => {
    const [first] = await Promise.all([1, 2, 3, 4, 5].map(() => account.ok("POST", secrets, {})));
    expect((await account.call("POST", secrets, {})).body.error_code).toBe("RESOURCE_LIMIT_EXCEEDED");
    await account.ok("DELETE", `${secrets}/${first?.id}`);
    expect((await account.call("POST", secrets, {})).status).toBe(200);
  });

  test("live two years at most", async () => {
    expect((await account.call("POST", secrets, { lifetime: "63072001s" })).status).toBe(400);
  });
});
