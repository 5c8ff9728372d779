import { CommandError } from "../command-error";
import { selectStacks } from "./select-stacks";
import { requireOrder, type Stack } from "./stacks";

const environment = (name: string, ...platformReads: string[]): Stack[] => [
  { name: `${name}.platform`, environment: name, kind: "platform", dependsOn: platformReads },
  { name, environment: name, kind: "environment", dependsOn: [`${name}.platform`] },
];

const project = (environment: string, project: string): Stack => ({
  name: `${environment}.${project}`,
  environment,
  kind: "project",
  project,
  dependsOn: [`${environment}.platform`, environment],
});

const ALL: Stack[] = [
  ...environment("dev"),
  ...environment("staging", "dev.platform"),
  ...environment("prod", "dev.platform"),
];

const WITH_PROJECTS: Stack[] = [...ALL, project("dev", "delay"), project("prod", "delay"), project("prod", "churn")];

test("no names mean all stacks", () => {
  expect(selectStacks(ALL, [])).toEqual(ALL);
});

test("named stacks keep the order of the checkout", () => {
  expect(selectStacks(ALL, ["prod", "dev"]).map(({ name }) => name)).toEqual(["dev", "prod"]);
});

test("a misspelt name gets the nearest one and all there are", () => {
  expect(() => selectStacks(ALL, ["porod"])).toThrow(
    'There is no stack "porod". Did you mean "prod"? This checkout has: dev, staging, prod, each with its platform.',
  );
});

test("a name like no other gets no guess, but what a new stack needs", () => {
  expect(() => selectStacks(ALL, ["warehouse"])).toThrow(
    'There is no stack "warehouse". This checkout has: dev, staging, prod, each with its platform. A new environment needs its Pulumi.<name>.yaml, ',
  );
});

test.each([
  ["prod", ["prod"]],
  ["prod.platform", ["prod.platform"]],
  ["platform", ["dev.platform", "staging.platform", "prod.platform"]],
  ["prod.delay", ["prod.delay"]],
  ["prod.*", ["prod.delay", "prod.churn"]],
  ["delay", ["dev.delay", "prod.delay"]],
])("%s names %j", (name, expected) => {
  expect(selectStacks(WITH_PROJECTS, [name]).map((stack) => stack.name)).toEqual(expected);
});

test("a misspelt project gets the nearest one", () => {
  expect(() => selectStacks(WITH_PROJECTS, ["chrun"])).toThrow('Did you mean "churn"?');
});

test("a misspelt platform gets the nearest one, beside environments and projects", () => {
  expect(() => selectStacks(WITH_PROJECTS, ["platfrom"])).toThrow(
    'Did you mean "platform"? This checkout has: dev, staging, prod, each with its platform; and the projects delay, churn.',
  );
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
