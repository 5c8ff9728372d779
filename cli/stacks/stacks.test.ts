import { CommandError } from "../command-error";
import { requireOrder, type Stack, selectStacks } from "./stacks";

const ALL: Stack[] = [
  { name: "dev", dependsOn: [] },
  { name: "staging", dependsOn: ["dev"] },
  { name: "prod", dependsOn: ["dev"] },
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
    'There is no stack "warehouse". This checkout has: dev, staging, prod. A new one needs its Pulumi.<stack>.yaml, ',
  );
});

test("all unknown names are told at once, as a mistake of the user", () => {
  const select = () => selectStacks(ALL, ["a-one", "b-two"]);
  expect(select).toThrow(/"a-one"[\s\S]*"b-two"/);
  expect(select).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(select).toThrow(CommandError);
});

test("stacks that wait for each other are refused with the circle", () => {
  const circle = [
    { name: "a", dependsOn: ["b"] },
    { name: "b", dependsOn: ["a"] },
  ];
  expect(() => requireOrder(circle)).toThrow("a → b → a");
  expect(() => requireOrder(ALL)).not.toThrow();
});
