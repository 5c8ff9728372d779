import { readFileSync } from "node:fs";
import { join } from "node:path";
import { declareEstate } from "../../infra/declaration";
import { dangerAnswers } from "../../policies/mutation/danger-answers";
import { dangerPage } from "../../policies/mutation/danger-page";
import { type DangerOutcome, isOpen, surveyDangers } from "../../policies/mutation/danger-survey";
import { allRules } from "../../policies/rule-index";
import { databricksSchema } from "../../scripts/databricks-schema";

const CHECKOUT = join(__dirname, "../..");

describe("every property that the provider knows, with a value to fear", () => {
  const known = dangerAnswers();
  let outcomes: DangerOutcome[];

  beforeAll(async () => {
    outcomes = surveyDangers(await declareEstate(CHECKOUT), databricksSchema(), allRules(), known);
  }, 120_000);

  it("is tried at least 300 times, and at every type that there is", () => {
    expect(outcomes.length).toBeGreaterThanOrEqual(300);
    expect(new Set(outcomes.map(({ type }) => type)).size).toBe(databricksSchema().resources.size - 1);
  });

  it("is caught by a rule, or there is an answer why not", () => {
    expect(outcomes.filter(isOpen).map(({ path, type, value }) => `${type} ${path} ${value}`)).toEqual([]);
  });

  it("needs every answer that there is", () => {
    const given = new Set(outcomes.map(({ answer }) => answer));
    expect(known.filter((answer) => !given.has(answer))).toEqual([]);
  });

  it("is described on the generated page", () => {
    expect(dangerPage(outcomes, known)).toBe(readFileSync(join(CHECKOUT, "docs/policies/dangers.md"), "utf8"));
  });
});
