import { platformStack } from "../../../../infra/config";
import { STACK_REFERENCE } from "../../../resource-types";
import type { PolicyStack, RuleContext } from "../../../rule";

/** What a platform gives to its environment's other stacks that says who somebody is. */
interface PlatformOutputs {
  deployment?: { applicationId?: string };
  preview?: { applicationId?: string };
  retraining?: { applicationId?: string };
  projects?: Record<string, Record<string, string>>;
  snapshotWriters?: Record<string, Record<string, string>>;
}

/** Application ids of the service principals that the stack has from its platform; none in the platform's own stack. */
export function platformIdentities(
  stack: PolicyStack<typeof STACK_REFERENCE>,
  context: RuleContext,
): (string | undefined)[] {
  const { deployment, preview, projects, retraining, snapshotWriters } = platformOutputs(stack, context);
  return [
    ...[deployment, preview, retraining].map((identity) => identity?.applicationId),
    ...[projects, snapshotWriters].flatMap((identities) => Object.values(identities ?? {}).flatMap(Object.values)),
  ];
}

export function platformOutputs(
  stack: PolicyStack<typeof STACK_REFERENCE>,
  { settings }: RuleContext,
): PlatformOutputs {
  const platform = stack.ofType(STACK_REFERENCE).find(({ name }) => name === platformStack(settings.name));
  return Object(platform?.answered.outputs);
}
