import { ArmSandbox } from "../../../testing/arm";

describe("a diagnostic setting", () => {
  let arm: ArmSandbox;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("sends chosen categories of an existing resource to a sink, each sink once", async () => {
    const workspaceId = arm.id("Microsoft.OperationalInsights/workspaces/log-dev");
    const setting = (name: string): string => `${workspaceId}/providers/Microsoft.Insights/diagnosticSettings/${name}`;
    const logs = [{ categoryGroup: "allLogs", enabled: true }];
    await arm.put(workspaceId, { location: "westeurope", properties: {} });
    expect(await arm.refusalOf(setting("a"), { properties: { logs } })).toEqual([400, "BadRequest"]);
    expect(await arm.refusalOf(setting("a"), { properties: { workspaceId } })).toEqual([400, "BadRequest"]);
    expect(await arm.refusalOf(setting("a"), { properties: { workspaceId: `${workspaceId}-x`, logs } })).toEqual([
      400,
      "ResourceNotFound",
    ]);
    expect(await arm.put(setting("a"), { properties: { workspaceId, logs } })).toMatchObject({
      properties: { logs: [{ categoryGroup: "allLogs", enabled: true, retentionPolicy: { days: 0, enabled: false } }] },
    });
    expect(await arm.refusalOf(setting("b"), { properties: { workspaceId, logs } })).toEqual([409, "Conflict"]);
  });
});
