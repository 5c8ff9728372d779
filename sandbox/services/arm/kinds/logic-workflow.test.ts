import type { JsonObject } from "../../../control-plane";
import { ArmSandbox, codeOf } from "../../../testing/arm";

const definition = {
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0",
  parameters: { token: { type: "SecureString" } },
  triggers: { alert: { type: "Request", kind: "Http", inputs: { schema: {} } }, timer: { type: "Recurrence" } },
  actions: { start: { type: "Http", runAfter: {} } },
};

describe("a Logic App workflow", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.Logic/workflows/logic-retrain");
  const workflow = (properties: JsonObject = {}): JsonObject => ({
    location: "westeurope",
    properties: { definition, ...properties },
  });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("echoes its definition and starts enabled", async () => {
    await arm.put(id(), workflow());
    expect(await arm.get(id())).toMatchObject({ properties: { state: "Enabled", definition } });
  });

  it("never answers with the value of a secure parameter", async () => {
    await arm.put(id(), workflow({ parameters: { token: { value: "hush-hush" } } }));
    expect(JSON.stringify(await arm.get(id()))).not.toContain("hush-hush");
  });

  it("gives the address of a request trigger, signed, and the same each time", async () => {
    await arm.put(id(), workflow());
    const ask = (trigger: string) => arm.call("POST", `${id()}/triggers/${trigger}/listCallbackUrl`);
    const first = await ask("alert");
    expect(first.body.value).toMatch(/^https:\/\/.*\/triggers\/alert\/paths\/invoke\?.*sig=/);
    expect((await ask("alert")).body).toEqual(first.body);
    expect(codeOf(await ask("timer"))).toBe("InvalidTriggerType");
    expect(codeOf(await ask("none"))).toBe("WorkflowTriggerNotFound");
  });

  it("gives the path of a trigger that has one as a template, and the address before it", async () => {
    const inputs = { method: "POST", relativePath: "/jobs/{job}", schema: {} };
    const triggers = { alert: { type: "Request", kind: "Http", inputs } };
    await arm.put(id(), workflow({ definition: { ...definition, triggers } }));
    const { body } = await arm.call("POST", `${id()}/triggers/alert/listCallbackUrl`);
    expect(body).toMatchObject({ relativePath: "jobs/{job}", relativePathParameters: ["job"] });
    expect(body.value).toContain("/paths/invoke/jobs/{job}?");
    expect(body.basePath).toMatch(/\/paths\/invoke$/);
  });

  it("is refused with a definition that can not run", async () => {
    const actions = { start: { type: "Http", runAfter: { nothing: ["Succeeded"] } } };
    expect(await arm.refusalOf(id(), workflow({ definition: { ...definition, actions } }))).toEqual([
      400,
      "InvalidWorkflowDefinition",
    ]);
    expect(await arm.refusalOf(id(), workflow({ parameters: { other: { value: 1 } } }))).toEqual([
      400,
      "InvalidWorkflowDefinition",
    ]);
  });
});
