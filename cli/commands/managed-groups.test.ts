import type { Deployment } from "../engine/deployment";
import type { Target } from "../targets/target";
import { ManagedGroups } from "./managed-groups";

const GROUP = "/subscriptions/s/resourceGroups/lakestage-dev-managed";

const workspace = {
  urn: "urn:pulumi:dev.platform::lakestage::azure-native:databricks:Workspace::databricks-workspace",
  type: "azure-native:databricks:Workspace",
  custom: true,
  inputs: { managedResourceGroupId: GROUP },
};

/** A target whose one stack holds what it is given, and whose Azure deletes groups, or refuses to. */
function target(held: { resources: object[] }, refusal?: string) {
  const deleted: string[] = [];
  const fake: Pick<Target, "deployment" | "deleteResourceGroup"> = {
    deployment: async () => ({ version: 3, deployment: { ...held } }) as Deployment,
    deleteResourceGroup: async (id) => {
      if (refusal !== undefined) throw new Error(refusal);
      deleted.push(id);
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
    await managed.remember(azure, "dev.platform");
    held.resources = [];
    await managed.remove(azure);
    expect(deleted).toEqual([GROUP]);
    expect(notes).toEqual([
      "dev.platform: deleted lakestage-dev-managed too, which Azure keeps when its workspace goes.",
    ]);
  });

  it("stays where the workspace stayed, and where there was none", async () => {
    for (const resources of [[workspace], []]) {
      const { deleted, target: azure } = target({ resources });
      const managed = groups();
      await managed.remember(azure, "dev.platform");
      await managed.remove(azure);
      expect(deleted).toEqual([]);
    }
  });

  it("is told with what to do where Azure refuses", async () => {
    const held = { resources: [workspace] };
    const { target: azure } = target(held, "AuthorizationFailed");
    const managed = groups();
    await managed.remember(azure, "dev.platform");
    held.resources = [];
    await managed.remove(azure);
    expect(notes.join()).toContain("cannot be deleted: AuthorizationFailed");
    expect(notes.join()).toContain("az group delete --name lakestage-dev-managed");
    expect(process.exitCode).toBe(1);
  });
});
