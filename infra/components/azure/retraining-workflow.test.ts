import { RETRAINING_TRIGGER, retrainingDefinition } from "./retraining-workflow";

const definition = retrainingDefinition("/subscriptions/s/identity");

describe("the retraining workflow", () => {
  it("takes one alert at a time, and names the job in the address", () => {
    expect(definition.triggers[RETRAINING_TRIGGER]).toMatchObject({
      inputs: { method: "POST", relativePath: "/jobs/{job}" },
      runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 1 } },
    });
  });

  it("starts the job only when none runs and the cool-down is over", () => {
    const { actions, else: otherwise, expression } = definition.actions.cool_enough;
    expect(expression).toContain("empty(outputs('runs'))");
    expect(expression).toContain("['end_time']");
    expect(expression).toContain("mul(parameters('coolDownMinutes'), 60000)");
    expect(Object.keys(actions)).toEqual(["run_job"]);
    expect(otherwise.actions.too_soon.inputs.runStatus).toBe("Cancelled");
  });

  it("is the same run however often its call is repeated", () => {
    expect(definition.actions.cool_enough.actions.run_job.inputs.body).toHaveProperty("idempotency_token");
  });

  it("signs in to the workspace as the managed identity, at every call", () => {
    const calls = [definition.actions.list_runs, definition.actions.cool_enough.actions.run_job];
    for (const { inputs } of calls) {
      expect(inputs.authentication).toEqual({
        type: "ManagedServiceIdentity",
        identity: "/subscriptions/s/identity",
        audience: "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
      });
    }
  });

  it("has every expression's brackets closed", () => {
    const texts = JSON.stringify(definition).match(/"@[^"]*"/g) ?? [];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(text.split("(").length).toBe(text.split(")").length);
  });
});
