import { join } from "node:path";
import { isUnknown, RunError } from "@pulumi/pulumi";
import { type Declaration, declaredBy, type Engine, platformOutputs } from "../testing/declared-resources";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");

/** A project's stack in an environment whose platform has these identities. */
const declared = (projects: object, engine: Engine = {}): Promise<Declaration> =>
  declaredBy(() => runStack(CHECKOUT), {
    stack: "prod.flight-delay",
    outputs: { "prod.platform": { ...platformOutputs("prod"), projects } },
    ...engine,
  });

const runAs = (declaration: Declaration): unknown[] =>
  declaration.ofType("databricks:index/job:Job").map(({ inputs }) => inputs.runAs);

describe("whom a project's jobs run as", () => {
  it("is whom the platform made for it, and nobody whom the stack makes itself", async () => {
    const project = await declared({
      "flight-delay": { runner: "its-own" },
      "diabetes-progression": { runner: "other" },
    });
    expect(new Set(runAs(project).map((identity) => JSON.stringify(identity)))).toEqual(
      new Set([JSON.stringify({ servicePrincipalName: "its-own" })]),
    );
    expect(project.ofType("databricks:index/servicePrincipal:ServicePrincipal")).toEqual([]);
  });

  it("nobody knows before the platform's next deployment: the project is refused, and says who deploys that", async () => {
    const resources: Declaration["resources"][number][] = [];
    const deployment = declared({ "diabetes-progression": { runner: "other" } }, { resources });
    await expect(deployment).rejects.toThrow(RunError);
    await expect(deployment).rejects.toThrow(
      '"flight-delay" has no identity in prod yet: the platform team runs lakestage up prod.platform, or pulumi up --stack prod.platform, first',
    );
    // Only what is read of other stacks.
    expect(resources.filter(({ type }) => type !== "pulumi:pulumi:StackReference")).toEqual([]);
  });

  it("a preview before that does not know either, and shows all the rest", async () => {
    const preview = await declared({}, { preview: true });
    const identities = runAs(preview) as { servicePrincipalName: unknown }[];
    expect(identities.length).toBeGreaterThan(0);
    expect(identities.filter(({ servicePrincipalName }) => !isUnknown(servicePrincipalName))).toEqual([]);
    const known = await declared({ "flight-delay": { runner: "its-own" } }, { preview: true });
    expect(preview.names).toEqual(known.names);
  });
});
