import type { JsonObject } from "../../control-plane";
import { ArmSandbox, codeOf } from "../../testing/arm";

const VERSION = "2024-01-01";

describe("a PUT that Azure's published types do not allow", () => {
  let arm: ArmSandbox;
  const account = (): string => arm.id("Microsoft.Storage/storageAccounts/datalake");
  const policy = (): string => `${account()}/managementPolicies/default`;
  /** @param days after which blobs go. */
  const kept = (days: number): JsonObject => {
    const actions = { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } };
    const definition = { actions, filters: { blobTypes: ["blockBlob"] } };
    return { properties: { policy: { rules: [{ name: "old", type: "Lifecycle", definition }] } } };
  };

  beforeEach(async () => {
    arm = await ArmSandbox.start();
    const body = { kind: "StorageV2", location: "westeurope", sku: { name: "Standard_LRS" } };
    await arm.put(account(), body, { version: VERSION });
  });
  afterEach(async () => arm.stop());

  it("is refused at their version, with the place and without the value", async () => {
    const refused = await arm.call("PUT", policy(), { body: kept(-1), version: VERSION });
    expect([refused.status, refused.body]).toEqual([
      400,
      {
        error: {
          code: "InvalidRequestContent",
          message:
            "The request content was invalid: properties.policy.rules[0].definition.actions.baseBlob.delete." +
            "daysAfterModificationGreaterThan must be at least 0.",
        },
      },
    ]);
  });

  it("is taken at another version, of which they say nothing", async () => {
    expect((await arm.call("PUT", policy(), { body: kept(-1), version: "2023-01-01" })).status).toBe(201);
  });

  it("is refused for the resource's name", async () => {
    const connector = arm.id("Microsoft.Databricks/accessConnectors/ac");
    const refused = await arm.call("PUT", connector, { body: { location: "westeurope" }, version: "2026-01-01" });
    expect([refused.status, codeOf(refused)]).toEqual([400, "InvalidResourceName"]);
  });

  it("is none that says what was answered: what is read-only is ignored", async () => {
    const body = await arm.put(policy(), kept(7), { version: VERSION });
    expect(await arm.call("PUT", policy(), { body, version: VERSION })).toMatchObject({ status: 200 });
  });
});
