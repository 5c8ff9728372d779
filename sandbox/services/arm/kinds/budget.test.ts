import type { JsonObject } from "../../../control-plane";
import { ArmSandbox } from "../../../testing/arm";

describe("a budget", () => {
  let arm: ArmSandbox;
  const id = (): string => `${arm.group}/providers/Microsoft.Consumption/budgets/dev`;
  const budget = (properties: JsonObject = {}): JsonObject => ({
    properties: {
      category: "Cost",
      amount: 500,
      timeGrain: "Monthly",
      timePeriod: { startDate: "2026-01-01T00:00:00Z" },
      ...properties,
    },
  });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("counts whole months from the first day of one", async () => {
    expect(await arm.put(id(), budget())).toMatchObject({
      properties: { timePeriod: { startDate: "2026-01-01T00:00:00.000Z", endDate: "2036-01-01T00:00:00.000Z" } },
    });
    expect(await arm.refusalOf(id(), budget({ timePeriod: { startDate: "2026-01-15T00:00:00Z" } }))).toEqual([
      400,
      "400",
    ]);
    expect(await arm.refusalOf(id(), budget({ amount: 0 }))).toEqual([400, "400"]);
  });

  it("begins when it was made to begin: another start is another budget", async () => {
    await arm.put(id(), budget());
    await arm.put(id(), budget({ amount: 600 }));
    expect(await arm.refusalOf(id(), budget({ timePeriod: { startDate: "2026-02-01T00:00:00Z" } }))).toEqual([
      400,
      "400",
    ]);
  });

  it("tells somebody who has an address, not roles alone", async () => {
    const notifying = (who: JsonObject): JsonObject =>
      budget({
        notifications: { most: { enabled: true, operator: "GreaterThan", threshold: 80, contactEmails: [], ...who } },
      });
    expect(await arm.refusalOf(id(), notifying({ contactRoles: ["Owner"] }))).toEqual([400, "400"]);
    await arm.put(id(), notifying({ contactRoles: ["Owner"], contactEmails: ["costs@lakestage.example"] }));
    await arm.put(id(), budget());
  });

  it("is not changed by somebody who has not seen its last change", async () => {
    const { eTag } = await arm.put(id(), budget());
    await arm.put(id(), { ...budget({ amount: 600 }), ...(typeof eTag === "string" ? { eTag } : {}) });
    expect(await arm.refusalOf(id(), { ...budget(), ...(typeof eTag === "string" ? { eTag } : {}) })).toEqual([
      412,
      "412",
    ]);
  });
});
