import { textOf } from "../../../databricks-client";
import { declaredOf } from "../../declared/resource-index";
import { isIn } from "../azure-resources";
import { atLeast, type Thing } from "../graph";
import { deploymentIdentityOf } from "../pipeline-identities";
import type { ReachEstate } from "../reach-estate";
import { heldRoles } from "../role-powers";
import type { StackPart } from "../stack-part";
import { blobPathsIn, includesFile, stateFileOf } from "../state-files";
import { ROLE_ASSIGNMENT } from "./azure-roles";

/**
 * A stack's state says what there is, and what its next deployment changes and deletes: whoever writes it has that done by
 * whoever deploys the stack. Where states are kept is told by the conditions that bound who writes which.
 */
export function stateSteps(estate: ReachEstate): void {
  const assignments = declaredOf(estate.stacks, ROLE_ASSIGNMENT).map(({ resource, stack }) => {
    const { condition, principalId, roleDefinitionId, scope } = resource.inputs;
    const bound = textOf(condition) ?? "";
    return {
      urn: resource.urn,
      holder: estate.principals.of(stack, principalId),
      scope: estate.azure.scope(stack, scope).path,
      paths: blobPathsIn(bound),
      writes: heldRoles(textOf(roleDefinitionId) ?? "", bound).some(
        ({ on, power }) => atLeast(power, "write") && (!on || on.includes("azure-native:storage:BlobContainer")),
      ),
    };
  });
  const keeps = new Set(assignments.filter(({ paths }) => paths.some(isOfState)).map(({ scope }) => scope));
  if (keeps.size === 0) return;
  const files = estate.stacks.map((stack) => ({ file: stateFileOf(stack), state: stateOf(estate, stack) }));
  for (const { holder, paths, scope, urn, writes } of assignments) {
    if (!writes || ![...keeps].some((container) => isIn(container, scope))) continue;
    for (const { file, state } of files) {
      if (paths.length > 0 && !includesFile(paths, file)) continue;
      const property = paths.length > 0 ? "condition" : "scope";
      estate.graph.step(holder, state, "control", "write", `${holder.name} writes ${file}`, { urn, property });
    }
  }
}

const isOfState = ({ value }: { value: string }): boolean => value.startsWith(".pulumi/");

function stateOf(estate: ReachEstate, stack: StackPart): Thing {
  const { graph } = estate;
  const environment = stack.settings.name;
  const state = graph.thing({ key: `state/${stack.name}`, word: "state of stack", name: stack.name, environment });
  const deployer = deployerOf(estate, stack);
  if (deployer) {
    const why = `the next deployment of ${stack.name} is done by ${deployer.word} ${deployer.name}, as its state says`;
    graph.step(state, deployer, "write", "control", why);
  }
  return state;
}

/** What takes an account's admin, a stack of an environment's beside its own, no pipeline deploys. */
const deployerOf = (estate: ReachEstate, stack: StackPart): Thing | undefined =>
  stack.project || stack.name === stack.settings.name
    ? deploymentIdentityOf(estate, stack.settings.name)
    : estate.account;
