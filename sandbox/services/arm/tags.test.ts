import type { JsonObject } from "../../control-plane";
import { ArmSandbox } from "../../testing/arm";

describe("the tags of a resource", () => {
  let arm: ArmSandbox;
  const refusalOf = (path: string, tags: Record<string, string>, body: JsonObject = {}): Promise<unknown[]> =>
    arm.refusalOf(arm.id(path), { location: "westeurope", ...body, tags });
  const several = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));
  const logs = "Microsoft.OperationalInsights/workspaces/logs";

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("are fifty, and fifteen of a private DNS zone", async () => {
    const zone = "Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net";
    expect(await refusalOf(logs, several(50))).toEqual([201, undefined]);
    expect(await refusalOf(logs, several(51))).toEqual([400, "InvalidTagsCount"]);
    expect(await refusalOf(zone, several(15), { location: "global" })).toEqual([201, undefined]);
    expect(await refusalOf(zone, several(16), { location: "global" })).toEqual([400, "InvalidTagsCount"]);
  });

  it("have different names, whatever the capitals, and none of Azure's own", async () => {
    expect(await refusalOf(logs, { environment: "dev", Environment: "dev" })).toEqual([400, "DuplicateTagName"]);
    expect(await refusalOf(logs, { azureCost: "4711" })).toEqual([400, "InvalidTagName"]);
    expect(await refusalOf(logs, { "cost/center": "4711" })).toEqual([400, "InvalidTagNameCharacters"]);
  });

  it("have shorter names on storage", async () => {
    const name = { ["n".repeat(129)]: "x" };
    expect(await refusalOf(logs, name)).toEqual([201, undefined]);
    const account = { kind: "StorageV2", sku: { name: "Standard_LRS" } };
    expect(await refusalOf("Microsoft.Storage/storageAccounts/stlakestagedev", name, account)).toEqual([
      400,
      "InvalidTagName",
    ]);
    expect(await refusalOf(logs, { name: "v".repeat(257) })).toEqual([400, "InvalidTagValueLength"]);
  });
});
