import * as pulumi from "@pulumi/pulumi";
import { type DeclaredResource, declareBesideDeployed } from "../../infra/declaration";
import { type Deployment, ownResources, type ResourceState, stackOutputs } from "../engine/deployment";
import { SETTINGS } from "../settings";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates } from "../targets/target";
import { stacksLeftBehind } from "./left-behind";
import type { Stack } from "./stacks";

/**
 * Of these stacks, those whose files say something else by now than what was deployed: another resource, or another value
 * of what the program says itself. Without an engine: what exactly, a preview tells.
 * @param all the stacks of the checkout, whose outputs these read.
 */
export async function stacksChangedSince(
  states: StackStates,
  stacks: readonly Stack[],
  all: readonly Stack[],
): Promise<Stack[]> {
  const deployments = await deploymentsOf(states, [...all, ...(await stacksLeftBehind(states, all))]);
  const outputs = new Map([...deployments].map(([name, deployment]) => [name, withoutSecrets(deployment)] as const));
  const changed: Stack[] = [];
  for (const stack of stacks) {
    const deployment = deployments.get(stack.name);
    if (deployment && (await isChanged(stack, deployment, outputs))) changed.push(stack);
  }
  return changed;
}

async function isChanged(
  { name }: Stack,
  deployment: Deployment,
  outputs: ReadonlyMap<string, Record<string, unknown>>,
): Promise<boolean> {
  try {
    const [declared] = await declareBesideDeployed(SETTINGS, [name], outputs);
    return declared !== undefined && differ(declared.resources, ownResources(deployment));
  } catch (error) {
    // It reads something that what is deployed does not have: the files say something new.
    if (pulumi.RunError.isInstance(error)) return true;
    throw error;
  }
}

/** What a provider needs to reach a service is told by the place, and not by files. */
const isPlaced = ({ type }: { type: string }): boolean => type.startsWith("pulumi:");

function differ(declared: readonly DeclaredResource[], deployed: readonly ResourceState[]): boolean {
  const before = new Map(deployed.filter((each) => !isPlaced(each) && !each.delete).map((each) => [each.urn, each]));
  const after = declared.filter((each) => !isPlaced(each));
  if (after.length !== before.size) return true;
  return after.some(({ ignoreChanges, inputs, propertyDependencies, secrets, urn }) => {
    const there = before.get(urn);
    if (!there) return true;
    return Object.entries(inputs).some(
      ([property, value]) =>
        (propertyDependencies[property]?.length ?? 0) === 0 &&
        !ignoreChanges.includes(property) &&
        !secrets.some((path) => path.split(/[.[]/)[0] === property) &&
        isOther(value, there.inputs?.[property]),
    );
  });
}

/** Nothing that a preview does not know is another. */
function isOther(declared: unknown, deployed: unknown): boolean {
  if (declared === pulumi.runtime.unknownValue) return false;
  if (typeof declared !== "object" || declared === null) return declared !== deployed;
  if (typeof deployed !== "object" || deployed === null) return true;
  const keys = new Set([...Object.keys(declared), ...Object.keys(deployed)].filter((key) => key !== "__defaults"));
  return [...keys].some((key) => isOther(Reflect.get(declared, key), Reflect.get(deployed, key)));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Nobody compares secrets; that they are there is all that counts. */
function withoutSecrets(deployment: Deployment): Record<string, unknown> {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (!isRecord(value)) return value;
    if (pulumi.runtime.specialSigKey in value) return "";
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  };
  return Object.fromEntries(Object.entries(stackOutputs(deployment)).map(([key, value]) => [key, plain(value)]));
}
