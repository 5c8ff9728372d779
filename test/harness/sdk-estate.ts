import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** Writes down what the Python clients need to know of a running estate; returns the file. */
export async function writeSdkEstate(estate: Estate, stacks: string[]): Promise<string> {
  const { account, workspaces } = await estate.addresses();
  const declared = stacks.flatMap((stack) => resourcesOf(estate.home, stack));
  const outputs = Object.fromEntries(stacks.map((stack) => [stack, outputsOf(declared, stack)]));
  const tokens = await Promise.all(PRINCIPALS.map(async (name) => [name, await estate.token(name)]));
  const file = join(estate.home, "sdk-estate.json");
  const addressOf = (stack: string): string => String(outputs[stack]?.workspaceUrl);
  const known = Object.values(workspaces);
  for (const stack of stacks) {
    if (!known.includes(addressOf(stack))) throw new Error(`No workspace answers at ${addressOf(stack)}`);
  }
  const content = {
    account,
    accountId: declared.find(({ type }) => type === "pulumi:providers:databricks")?.inputs.accountId,
    workspaces: Object.fromEntries(stacks.map((stack) => [stack, addressOf(stack)])),
    catalogs: Object.fromEntries(stacks.map((stack) => [stack, outputs[stack]?.catalog])),
    tokens: Object.fromEntries(tokens),
    resources: databricksResources(declared),
  };
  writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
  return file;
}

function outputsOf(declared: ReturnType<typeof resourcesOf>, stack: string): Record<string, unknown> {
  return declared.find((each) => each.stack === stack && each.type === "pulumi:pulumi:Stack")?.outputs ?? {};
}
