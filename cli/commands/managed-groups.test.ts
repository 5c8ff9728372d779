import type { Deployment } from "../engine/deployment";
import type { Stack } from "../stacks/stacks";
import type { ResourceGroup, Target } from "../targets/target";
import { ManagedGroups } from "./managed-groups";

const GROUP = "/subscriptions/s/resourceGroups/lakestage-dev-managed";

const PLATFORM: Stack = { name: "dev.platform", kind: "platform", environment: "dev", dependsOn: [] };

const workspace = {
  urn: "urn:pulumi:dev.platform::lakestage::azure-native:databricks:Workspace::databricks-workspace",
  type: "azure-native:databricks:Workspace",
  custom: true,
  inputs: { managedResourceGroupId: GROUP },
};

/** A target whose one stack holds what it is given, and whose Azure deletes groups, or refuses to. */
function target(held: { resources: object[] }, refusal?: string) {
  const deleted: ResourceGroup[] = [];
  const fake: Pick<Target, "deployment" | "deleteResourceGroup"> = {
    deployment: async () => ({ version: 3, deployment: { ...held } }) as Deployment,
    deleteResourceGroup: async (group) => {
      if (refusal !== undefined) throw new Error(refusal);
      deleted.push(group);
      return true;
    },
  };
  return { deleted, target: fake as Target };
}

describe("the group that a workspace has for itself", () => {
  const notes: string[] = [];
  const groups = () =>
    new ManagedGroups({ result: () => {}, note: (text) => void notes.push(text), interactive: false });

  beforeEach(() => {
    notes.length = 0;
  });
  afterEach(() => {
    process.exitCode = undefined;
  });

  it("is deleted once its workspace is gone", async () => {
    const held = { resources: [workspace] };
    const { deleted, target: azure } = target(held);
    const managed = groups();
    await managed.remember(azure, PLATFORM);
    held.resources = [];
    await managed.remove(azure);
    expect(deleted).toEqual([{ id: GROUP }]);
    expect(notes).toEqual([
      "dev.platform: deleted lakestage-dev-managed too, which Azure keeps when its workspace goes.",
    ]);
  });

  it("stays where the workspace stayed, and is none of a stack without a workspace", async () => {
    const cases = [
      { resources: [workspace], stack: PLATFORM },
      { resources: [], stack: { ...PLATFORM, name: "dev", kind: "environment" as const } },
    ];
    for (const { resources, stack } of cases) {
      const { deleted, target: azure } = target({ resources });
      const managed = groups();
      await managed.remember(azure, stack);
      await managed.remove(azure);
      expect(deleted).toEqual([]);
    }
  });

  it("is deleted too where an earlier run left it, if it was this environment's workspace's", async () => {
    const { deleted, target: azure } = target({ resources: [] });
    const managed = groups();
    await managed.remember(azure, PLATFORM);
    await managed.remove(azure);
    expect(deleted).toEqual([
      {
        id: expect.stringMatching(/resourceGroups\/lakestage-dev-managed$/),
        managedBy: expect.stringMatching(/lakestage-dev\/providers\/Microsoft.Databricks\/workspaces\/lakestage-dev$/),
      },
    ]);
  });

  it("is told with what to do where Azure refuses", async () => {
    const held = { resources: [workspace] };
    const { target: azure } = target(held, "AuthorizationFailed");
    const managed = groups();
    await managed.remember(azure, PLATFORM);
    held.resources = [];
    await managed.remove(azure);
    expect(notes.join()).toContain("cannot be deleted: AuthorizationFailed");
    expect(notes.join()).toContain("az group delete --name lakestage-dev-managed");
    expect(process.exitCode).toBe(1);
  });
});
