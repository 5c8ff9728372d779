import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { platformStack } from "../../infra/config";
import { databricksResources, resourcesOf } from "./declared-resources";
import type { Estate } from "./estate";

/** Whose tokens the SDK's tests use. */
const PRINCIPALS = [
  "lakestage-deployer",
  "platform.admin@lakestage.example",
  "ml.engineer@lakestage.example",
  "data.scientist@lakestage.example",
  "senior.data.scientist@lakestage.example",
  "outsider@lakestage.example",
];

/**
 * Writes down what the Python clients need to know of a running estate; returns the file.
 *
 * @param environments whose two stacks are deployed.
 * @param projects stacks of projects in them.
 * @param others principals whose tokens are needed besides, by user name or display name.
 */
export async function writeSdkEstate(
  estate: Estate,
  environments: string[],
  projects: string[] = [],
  others: string[] = [],
): Promise<string> {
  const { account, workspaces } = await estate.addresses();
  const stacks = environments.flatMap((environment) => [platformStack(environment), environment]);
  const declared = [...stacks, ...projects].flatMap((stack) => resourcesOf(estate.home, stack));
  const outputs = Object.fromEntries(stacks.map((stack) => [stack, outputsOf(declared, stack)]));
  const runners = projects.map((stack) => runnerOf(declared, stack));
  const holders = [...new Set([...PRINCIPALS, ...runners, ...others])];
  const tokens = await Promise.all(holders.map(async (name) => [name, await estate.token(name)]));
  const file = join(estate.home, "sdk-estate.json");
  const addressOf = (stack: string): string => String(outputs[stack]?.workspaceUrl);
  const known = Object.values(workspaces);
  for (const stack of environments) {
    if (!known.includes(addressOf(stack))) throw new Error(`No workspace answers at ${addressOf(stack)}`);
  }
  const content = {
    account,
    accountId: declared.find(({ urn }) => urn.endsWith("pulumi:providers:databricks::account"))?.inputs.accountId,
    workspaces: Object.fromEntries(environments.map((stack) => [stack, addressOf(stack)])),
    catalogs: Object.fromEntries(environments.map((stack) => [stack, outputs[platformStack(stack)]?.catalog])),
    warehouses: Object.fromEntries(environments.map((stack) => [stack, outputs[stack]?.warehouseId])),
    projects: Object.fromEntries(
      projects.map((stack, index) => [stack, { runner: runners[index], schema: outputsOf(declared, stack).schema }]),
    ),
    tokens: Object.fromEntries(tokens),
    resources: databricksResources(declared),
  };
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  return file;
}

/** What a project's run identity is called, and so its token asked for. */
function runnerOf(declared: ReturnType<typeof resourcesOf>, stack: string): string {
  const [environment = "", project = ""] = stack.split(".");
  const isRunner = (each: { stack: string; urn: string }): boolean =>
    each.stack === platformStack(environment) &&
    each.urn.endsWith(`ServicePrincipal::${project}-runner-service-principal`);
  return String(declared.find(isRunner)?.inputs.displayName);
}

function outputsOf(declared: ReturnType<typeof resourcesOf>, stack: string): Record<string, unknown> {
  return declared.find((each) => each.stack === stack && each.type === "pulumi:pulumi:Stack")?.outputs ?? {};
}
