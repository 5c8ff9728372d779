import { CommandError } from "../command-error";
import { selectStacks } from "./select-stacks";
import { requireOrder, type Stack } from "./stacks";

const ALL: Stack[] = [
  { name: "dev", environment: "dev", kind: "environment", dependsOn: [] },
  { name: "staging", environment: "staging", kind: "environment", dependsOn: ["dev"] },
  { name: "prod", environment: "prod", kind: "environment", dependsOn: ["dev"] },
];

const WITH_PROJECTS: Stack[] = [
  ...ALL,
  { name: "dev.delay", environment: "dev", kind: "project", project: "delay", dependsOn: ["dev"] },
  { name: "prod.delay", environment: "prod", kind: "project", project: "delay", dependsOn: ["prod"] },
  { name: "prod.churn", environment: "prod", kind: "project", project: "churn", dependsOn: ["prod"] },
];

test("no names mean all stacks", () => {
  expect(selectStacks(ALL, [])).toEqual(ALL);
});

test("named stacks keep the order of the checkout", () => {
  expect(selectStacks(ALL, ["prod", "dev"]).map(({ name }) => name)).toEqual(["dev", "prod"]);
});

test("a misspelt name gets the nearest one and all there are", () => {
  expect(() => selectStacks(ALL, ["porod"])).toThrow(
    'There is no stack "porod". Did you mean "prod"? This checkout has: dev, staging, prod.',
  );
});

test("a name like no other gets no guess, but what a new stack needs", () => {
  expect(() => selectStacks(ALL, ["warehouse"])).toThrow(
    'There is no stack "warehouse". This checkout has: dev, staging, prod. A new environment needs its Pulumi.<name>.yaml, ',
  );
});

test.each([
  ["prod", ["prod"]],
  ["prod.delay", ["prod.delay"]],
  ["prod.*", ["prod.delay", "prod.churn"]],
  ["delay", ["dev.delay", "prod.delay"]],
])("%s names %j", (name, expected) => {
  expect(selectStacks(WITH_PROJECTS, [name]).map((stack) => stack.name)).toEqual(expected);
});

test("a misspelt project gets the nearest one", () => {
  expect(() => selectStacks(WITH_PROJECTS, ["chrun"])).toThrow('Did you mean "churn"?');
});

test("all unknown names are told at once, as a mistake of the user", () => {
  const select = () => selectStacks(ALL, ["a-one", "b-two"]);
  expect(select).toThrow(/"a-one"[\s\S]*"b-two"/);
  expect(select).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(select).toThrow(CommandError);
});

test("stacks that wait for each other are refused with the circle", () => {
  const circle: Stack[] = [
    { name: "a", environment: "a", kind: "environment", dependsOn: ["b"] },
    { name: "b", environment: "b", kind: "environment", dependsOn: ["a"] },
  ];
  expect(() => requireOrder(circle)).toThrow("a → b → a");
  expect(() => requireOrder(ALL)).not.toThrow();
});
