import type { Deployment } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { Stack } from "../stacks/stacks";
import type { Target } from "../targets/target";
import { ServerlessEndpoints } from "./serverless-endpoints";

const LAKE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/lake";

const PLATFORM: Stack = { name: "prod.platform", kind: "platform", environment: "prod", dependsOn: [] };

const rule = (endpointName: string, resourceId = LAKE) => ({
  urn: `urn:pulumi:prod.platform::lakestage::databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule::${endpointName}`,
  type: "databricks:index/mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule",
  custom: true,
  outputs: { endpointName, resourceId },
});

/** A target whose one stack holds these, and whose owner of everything approves, or may not. */
function target(resources: object[], refusal?: string) {
  const asked: [resource: string, endpoints: readonly string[]][] = [];
  const fake: Pick<Target, "deployment" | "approveConnections"> = {
    deployment: async () => ({ version: 3, deployment: { resources } }) as Deployment,
    approveConnections: async (resource, endpoints) => {
      if (refusal !== undefined) throw new Error(refusal);
      asked.push([resource, endpoints]);
      return endpoints.length;
    },
  };
  return { asked, target: fake as Target };
}

describe("private endpoints of serverless compute", () => {
  const notes: string[] = [];
  const endpoints = () =>
    new ServerlessEndpoints({ result: () => {}, note: (text) => void notes.push(text), interactive: false });

  beforeEach(() => {
    notes.length = 0;
  });
  afterEach(() => {
    process.exitCode = undefined;
  });

  it("are approved where the platform's stack asked for them, and told at the end", async () => {
    const { asked, target: azure } = target([rule("pe-dfs"), rule("pe-blob"), rule("pe-other", `${LAKE}2`)]);
    const approval = endpoints();
    await approval.approve(azure, PLATFORM);
    expect(asked).toEqual([
      [LAKE, ["pe-dfs", "pe-blob"]],
      [`${LAKE}2`, ["pe-other"]],
    ]);
    expect(notes).toEqual([]);
    approval.tell();
    expect(notes).toEqual([
      "prod.platform: approved 2 private endpoints of serverless compute at lake.",
      "prod.platform: approved 1 private endpoint of serverless compute at lake2.",
    ]);
  });

  it("are no business of other stacks", async () => {
    const { asked, target: azure } = target([rule("pe-dfs")]);
    await endpoints().approve(azure, { ...PLATFORM, name: "prod", kind: "environment" });
    expect(asked).toEqual([]);
  });

  it("that may not be approved are named with the way out, and fail the command", async () => {
    const approval = endpoints();
    await approval.approve(target([rule("pe-dfs")], "(AuthorizationFailed) no").target, PLATFORM);
    approval.tell();
    expect(notes).toEqual([
      "prod.platform: the private endpoints of serverless compute at lake cannot be approved: (AuthorizationFailed) no\n" +
        "Nothing serves or monitors what lies there until an owner approves them: docs/deploy-to-azure.md, section 5.",
    ]);
    expect(process.exitCode).toBe(ExitCode.stackFailed);
  });
});
