import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { changedForGood } from "../../cli/stacks/fixed-settings";
import type { EnvironmentSettings } from "../../infra/config";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { type DeclaredResource, type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { resourceTypes } from "../../sandbox/azure-native/resource-types";
import { CHECKOUT } from "../harness/estate";

/*
 * Under a lock nothing of Azure's is deleted, and what Azure does not change in place is deleted to be made anew. The guide
 * lists which settings come to that, and this test finds them among all that settings may be.
 */

const LOCK = "azure-native:authorization:ManagementLockAtResourceGroupLevel";
const FILES = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"];
const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

async function production(sections: object): Promise<DeclaredStack> {
  const prod = parse(read("Pulumi.prod.yaml"));
  for (const [name, section] of Object.entries(sections)) prod.config[`lakestage:${name}`] = section;
  const files = Object.fromEntries(FILES.map((file) => [file, read(file)]));
  const [stack] = await declareEstate(projectWith({ ...files, "Pulumi.prod.yaml": stringify(prod) }), [
    "prod.platform",
  ]);
  if (!stack) throw new Error("prod.platform is not declared");
  return stack;
}

/** What a change deletes, for good or to make it anew: by type and name. */
function deletedBy(before: DeclaredStack, after: DeclaredStack): string[] {
  const key = ({ name, type }: DeclaredResource): string => `${type} ${name}`;
  const left = new Map(after.resources.map((resource) => [key(resource), resource]));
  return before.resources
    .filter(({ type }) => type in resourceTypes && type !== LOCK)
    .filter((resource) => {
      const now = left.get(key(resource));
      const fixed = resourceTypes[resource.type]?.replacedBy ?? [];
      return !now || fixed.some((name) => !same(resource.inputs[name], now.inputs[name]));
    })
    .map(key);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Paths at which settings differ: `network.natGateway`, and those above them. */
function differences(before: unknown, after: unknown, path: string[] = []): string[] {
  if (same(before, after)) return [];
  const names = [before, after].flatMap((value) => (value instanceof Object ? Object.keys(value) : []));
  const below = [...new Set(names)].flatMap((name) =>
    differences(Reflect.get(Object(before), name), Reflect.get(Object(after), name), [...path, name]),
  );
  return path.length > 1 ? [path.join("."), ...below] : below;
}

/** Settings in the first column of the guide's table. */
function inGuide(): string[] {
  const guide = read("docs/deploy-to-azure.md");
  const [, table = ""] = /### What takes the lock off\n([\s\S]*?)\n##/.exec(guide) ?? [];
  return table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([\w.]+)/g)].map(([, setting]) => setting ?? ""));
}

afterAll(removeProjects);

test("the guide lists every setting that deletes something under production's lock, and no other", async () => {
  const shipped = await production({});
  const listed = inGuide();
  const met = new Set<string>();
  for (const { change, name, onlyWhenNew } of VARIATIONS) {
    if (onlyWhenNew) continue;
    const { name: _, ...settings } = shipped.settings;
    const varied = await production(change(settings));
    for (const [before, after] of [
      [shipped, varied],
      [varied, shipped],
    ] as const) {
      // What Azure refuses with or without a lock, the guide lists elsewhere.
      if (changedForGood(before.resources, { ...after.settings, name: "prod" }).length > 0) continue;
      const deleted = deletedBy(before, after);
      const changed = differences(settingsOf(before), settingsOf(after)).filter((path) => listed.includes(path));
      if (deleted.length === 0) continue;
      expect({ name, deleted, changed: changed.length > 0 }).toEqual({ name, deleted, changed: true });
      for (const path of changed) met.add(path);
    }
  }
  expect([...met].sort()).toEqual([...new Set(listed)].sort());
}, 120_000);

const settingsOf = ({ settings: { name: _, ...sections } }: { settings: EnvironmentSettings }): object => sections;
