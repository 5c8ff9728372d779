import { readFileSync } from "node:fs";
import { join } from "node:path";
import { declareEstate } from "../../infra/declaration";
import { answers, answerTo } from "../../policies/mutation/answers";
import { mutationPage } from "../../policies/mutation/mutation-page";
import { type Survey, survey } from "../../policies/mutation/survey";
import { allRules } from "../../policies/rule-index";

const CHECKOUT = join(__dirname, "../..");

describe("an estate that is made worse, one value at a time", () => {
  const rules = allRules();
  let found: Survey;

  beforeAll(async () => {
    found = survey(await declareEstate(CHECKOUT), rules);
  }, 60_000);

  it("is changed in at least 300 ways", () => {
    expect(found.mutations).toBeGreaterThanOrEqual(300);
  });

  it("is caught by a rule, or there is an answer why not", () => {
    const open = found.survivors.filter((survivor) => !answerTo(survivor, answers()));
    expect(open).toEqual([]);
  });

  it("needs every answer that there is", () => {
    const known = answers();
    const given = new Set(found.survivors.map((survivor) => answerTo(survivor, known)));
    expect(known.filter((answer) => !given.has(answer)).map(({ because }) => because)).toEqual([]);
  });

  it("is described on the generated page", () => {
    const page = readFileSync(join(CHECKOUT, "docs/policies/mutations.md"), "utf8");
    expect(mutationPage(found, rules, answers())).toBe(page);
  });
});
