import type { Stack } from "../stacks/stacks";
import { environmentsToRead, stacksToDeclare } from "./rogue-access";

const STACKS: Stack[] = [
  { name: "dev.platform", environment: "dev", kind: "platform", dependsOn: ["prod.platform"] },
  { name: "dev", environment: "dev", kind: "environment", dependsOn: ["dev.platform"] },
  { name: "prod.platform", environment: "prod", kind: "platform", dependsOn: [] },
  { name: "prod", environment: "prod", kind: "environment", dependsOn: ["prod.platform"] },
  { name: "dev.delay", environment: "dev", kind: "project", project: "delay", dependsOn: ["dev.platform", "dev"] },
  { name: "prod.delay", environment: "prod", kind: "project", project: "delay", dependsOn: ["prod.platform", "prod"] },
  { name: "dev.churn", environment: "dev", kind: "project", project: "churn", dependsOn: ["dev.platform", "dev"] },
];
const SHARED = ["dev.platform", "dev", "prod.platform", "prod"];
const chosen = (...names: string[]): Stack[] => STACKS.filter(({ name }) => names.includes(name));

test("a project is declared with all environments, and without other projects", () => {
  const declared = (...names: string[]) => stacksToDeclare(chosen(...names), STACKS).map(({ name }) => name);
  expect(declared("dev.delay")).toEqual([...SHARED, "dev.delay"]);
  expect(declared("dev")).toEqual(SHARED);
});

test("of what pipelines deploy its own workspace is read; where a platform is among them, all are", () => {
  expect(environmentsToRead(chosen("prod.delay"))).toEqual(new Set(["prod"]));
  expect(environmentsToRead(chosen("dev.delay", "prod"))).toEqual(new Set(["dev", "prod"]));
  expect(environmentsToRead(chosen("dev.platform", "prod.delay"))).toBeUndefined();
});
