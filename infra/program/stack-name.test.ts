import { parseStackName } from "./stack-name";

const ENVIRONMENTS = ["dev", "prod"];

describe("a stack's name", () => {
  it.each([
    ["prod", { kind: "environment", environment: "prod" }],
    ["prod.platform", { kind: "platform", environment: "prod" }],
    ["prod.flight-delay", { kind: "project", environment: "prod", project: "flight-delay" }],
    ["prod.platform-costs", { kind: "project", environment: "prod", project: "platform-costs" }],
  ])("%s says what it holds", (name, stack) => {
    expect(parseStackName(name, ENVIRONMENTS)).toEqual({ ok: true, stack });
  });

  it.each([
    ["platform", 'stack "platform": no environment "platform"'],
    ["porod.platform", 'stack "porod.platform": no environment "porod"; did you mean "prod"?'],
    ["prod.platform.more", 'stack "prod.platform.more": "platform.more" is no project\'s name'],
    ["prod.Platform", 'stack "prod.Platform": "Platform" is no project\'s name'],
    ["prod.", 'stack "prod.": "" is no project\'s name'],
  ])("%s is refused", (name, message) => {
    expect(parseStackName(name, ENVIRONMENTS)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});
