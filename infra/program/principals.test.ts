import { join } from "node:path";
import { OWN_PRINCIPALS } from "../config";
import { declaredBy } from "../testing/declared-resources";
import { projectNames } from "./project-names";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");

test("identities and groups of an environment have names that no project's can have", async () => {
  const { resources } = await declaredBy(() => runStack(CHECKOUT), { stack: "prod.platform" });
  const projects = ["diabetes-progression", "flight-delay"].flatMap((project) => {
    const { runner, snapshotIdentity } = projectNames({ prefix: "lakestage", environment: "prod", project });
    return [runner, snapshotIdentity];
  });
  const called = resources
    .filter(({ type }) => /^databricks:index\/(servicePrincipal|group):/.test(type))
    .map(({ inputs }) => String(inputs.displayName))
    .filter((name) => !projects.includes(name));
  const own = OWN_PRINCIPALS.map((name) => `lakestage-prod-${name}`);
  expect(called).toContain("lakestage-prod-deployment");
  expect(own).toEqual(expect.arrayContaining(called));
});
