import { ArmSandbox } from "../../../testing/arm";

describe("a Log Analytics workspace", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.OperationalInsights/workspaces/logs");
  const workspace = (location = "westeurope") => ({ location, properties: { retentionInDays: 60 } });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("comes back when it is made again where it was, and its name is taken elsewhere", async () => {
    const { properties: before } = await arm.put(id(), workspace());
    expect(await arm.deletionOf(id())).toEqual([200, undefined]);
    await arm.put(`${arm.subscription}/resourceGroups/rg-other`, { location: "westeurope" });
    expect(await arm.refusalOf(id(), workspace("northeurope"))).toEqual([409, "Conflict"]);
    expect(await arm.refusalOf(id().replace("rg-dev", "rg-other"), workspace())).toEqual([409, "Conflict"]);
    const { properties: after } = await arm.put(id(), workspace());
    const customerOf = (properties: unknown): unknown => (properties as { customerId: string }).customerId;
    expect(customerOf(after)).toBe(customerOf(before));
  });
});
