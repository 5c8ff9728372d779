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

  /** Lets a user, group or service principal into a workspace. */
  assign(workspaceId: number, principal: string, permission: "ADMIN" | "USER"): Promise<JsonObject> {
    const id = this.sandbox.idOf(principal);
    const path = `/workspaces/${workspaceId}/permissionassignments/principals/${id}`;
    return this.ok("PUT", path, { permissions: [permission] });
  }
}
