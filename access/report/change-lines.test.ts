import type { MatrixChange } from "../matrix/matrix-changes";
import { changesText, productionChange } from "./change-lines";

const change = (principal: string, more: Partial<MatrixChange> = {}): MatrixChange => ({
  environment: "prod",
  target: { sort: "securable", type: "catalog", name: "prod" },
  principal,
  added: ["MODIFY"],
  removed: [],
  isPeople: true,
  stage: "production",
  reach: "changes",
  ...more,
});

const { reach: _, ...given } = change("readers");
const taken: MatrixChange = { ...given, added: [], removed: ["SELECT"] };

test("who may now change production is said first, and what is usual for a new project is one line", () => {
  const usual = ["dev", "prod"].map((environment) => change("churn-run", { environment, usualFor: "project churn" }));
  const lines = changesText(
    [
      change("data-scientists"),
      change("readers", { added: ["SELECT"], reach: "looks" }),
      change("data-scientists", { environment: "dev", stage: "development", added: [], removed: ["MODIFY"] }),
      ...usual,
    ],
    "main",
  ).split("\n");
  expect(lines).toEqual([
    "May now change more of production than at main: data-scientists (MODIFY on catalog prod).",
    "",
    "in production:",
    "+ data-scientists on catalog prod (from prod): MODIFY",
    "+ readers on catalog prod (from prod): SELECT",
    "",
    "in development:",
    "- data-scientists on catalog prod (from dev): MODIFY",
    "",
    "project churn is new, and its usual rights with it: 1 in dev, 1 in prod",
  ]);
});

test.each<[string, MatrixChange[]]>([
  ["what is usual", [change("churn-run", { usualFor: "project churn" })]],
  ["what is taken away", [taken]],
  ["another stage", [change("readers", { stage: "staging" })]],
])("production is not widened by %s", (_what, changes) => {
  expect(productionChange(changes, "main")).toEqual({
    isWider: false,
    text: "Nobody may change more of production than at main.",
  });
});

test("production is widened by whoever may only see more of it, too", () => {
  expect(productionChange([change("readers", { added: ["SELECT"], reach: "looks" })], "main")).toEqual({
    isWider: true,
    text: "Nobody may change more of production than at main; readers (SELECT on catalog prod) may see or run more of it.",
  });
});

test("what widens production stands out by its colour where there are colours", () => {
  const red = "\u001B[31m+ data-scientists on catalog prod (from prod): MODIFY";
  expect(changesText([change("data-scientists")], "main", { colours: true })).toContain(red);
});
