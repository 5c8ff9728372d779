import { type JsonObject, seededAccount } from "../control-plane";
import type { TestResponse, TestSandbox } from "./sandbox";

/** The account's API of a test's sandbox. */
export class TestAccount {
  private constructor(private readonly sandbox: TestSandbox) {}

  static in(sandbox: TestSandbox): TestAccount {
    return new TestAccount(sandbox);
  }

  /** Calls `/api/2.0/accounts/<id><path>`, or, with a path that starts with `/api/`, that one. */
  call(method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> {
    const { account } = this.sandbox.controlPlane.addresses();
    const full = path.startsWith("/api/") ? path : `/api/2.0/accounts/${this.accountId}${path}`;
    return this.sandbox.call(account, method, full, { ...(as ? { as } : {}), ...(body ? { body } : {}) });
  }

  /** The body of a call that succeeds. */
  async ok(method: string, path: string, body?: JsonObject, as?: string): Promise<JsonObject> {
    const response = await this.call(method, path, body, as);
    if (response.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(response)}`);
    return response.body;
  }

  get accountId(): string {
    const account = seededAccount(this.sandbox.store);
    if (!account) throw new Error("the sandbox is not seeded");
    return account.accountId;
  }

  /** Makes a budget policy. @returns its id. */
  async budgetPolicy(name: string, as?: string): Promise<string> {
    const path = `/api/2.1/accounts/${this.accountId}/budget-policies`;
    return String((await this.ok("POST", path, { policy: { policy_name: name } }, as)).policy_id);
  }

  /** Gives one role on a resource of the account, `budgetPolicies/<id>`, or on the account itself, and takes all others. */
  async ruleSet(resource: string, role: string, ...principals: string[]): Promise<void> {
    const name = [`accounts/${this.accountId}`, ...(resource ? [resource] : []), "ruleSets/default"].join("/");
    const path = `/api/2.0/preview/accounts/${this.accountId}/access-control/rule-sets`;
    const { etag } = await this.ok("GET", `${path}?${new URLSearchParams({ name, etag: "" })}`);
    await this.ok("PUT", path, { name, rule_set: { name, etag: String(etag), grant_rules: [{ role, principals }] } });
  }

  /** Lets a user, group or service principal into a workspace. */
  assign(workspaceId: number, principal: string, permission: "ADMIN" | "USER"): Promise<JsonObject> {
    const id = this.sandbox.idOf(principal);
    const path = `/workspaces/${workspaceId}/permissionassignments/principals/${id}`;
    return this.ok("PUT", path, { permissions: [permission] });
  }
}
