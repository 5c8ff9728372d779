import type { Stack } from "../stacks/stacks";
import { environmentsToRead, stacksToDeclare } from "./rogue-access";

const STACKS: Stack[] = [
  { name: "dev", environment: "dev", dependsOn: ["prod"] },
  { name: "prod", environment: "prod", dependsOn: [] },
  { name: "dev.delay", environment: "dev", project: "delay", dependsOn: ["dev", "prod.delay"] },
  { name: "prod.delay", environment: "prod", project: "delay", dependsOn: ["prod"] },
  { name: "dev.churn", environment: "dev", project: "churn", dependsOn: ["dev"] },
];
const chosen = (...names: string[]): Stack[] => STACKS.filter(({ name }) => names.includes(name));

test("a project is declared with the environments and with what it reads, and without other projects", () => {
  const declared = (...names: string[]) => stacksToDeclare(chosen(...names), STACKS).map(({ name }) => name);
  expect(declared("dev.delay")).toEqual(["dev", "prod", "dev.delay", "prod.delay"]);
  expect(declared("dev.churn")).toEqual(["dev", "prod", "dev.churn"]);
  expect(declared("dev")).toEqual(["dev", "prod"]);
});

test("of a project its own workspace is read; where an environment is among them, all are", () => {
  expect(environmentsToRead(chosen("prod.delay"))).toEqual(new Set(["prod"]));
  expect(environmentsToRead(chosen("dev.delay", "prod.delay"))).toEqual(new Set(["dev", "prod"]));
  expect(environmentsToRead(chosen("dev", "prod.delay"))).toBeUndefined();
});
