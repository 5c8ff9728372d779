import { STACK_REFERENCE } from "../../../resource-types";
import type { PolicyStack, RuleContext } from "../../../rule";

/** What a project's environment gives to it that says who somebody is; empty in an environment's own stack. */
interface EnvironmentOutputs {
  deploymentApplicationId?: string;
  retraining?: { applicationId?: string };
  runnersGroup?: { id?: string };
}

interface SnapshotOutputs {
  snapshotsGroup?: { id?: string };
}

type Referring = PolicyStack<typeof STACK_REFERENCE>;

/** Of the stack's own environment. */
export const environmentOutputs = (stack: Referring, { settings }: RuleContext): EnvironmentOutputs =>
  outputsIn(stack).find(({ name }) => name === settings.name)?.outputs ?? {};

/** Groups that identities which write snapshots join: of each environment that the stack reads from. */
export const snapshotsGroups = (stack: Referring): string[] =>
  outputsIn(stack).flatMap(({ outputs }: { outputs: SnapshotOutputs }) =>
    outputs.snapshotsGroup?.id === undefined ? [] : [String(outputs.snapshotsGroup.id)],
  );

const outputsIn = (stack: Referring): { name: string; outputs: object }[] =>
  stack.ofType(STACK_REFERENCE).map(({ answered, name }) => ({ name, outputs: Object(answered.outputs) }));
