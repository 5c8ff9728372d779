import { resourceNames } from "../../infra/components/azure/resource-names";
import { didYouMean } from "../../wording/nearest";
import { AccessError } from "../access-error";
import type { Thing } from "./graph";
import type { ReachEstate } from "./reach-estate";

/** Which of an environment's identities. */
export type PipelinePart = "deployment" | "preview";

/** The identity that an environment's pipeline deploys as. */
export function deploymentIdentityOf(estate: ReachEstate, environment: string): Thing | undefined {
  const settings = estate.stacks.find((stack) => stack.settings.name === environment)?.settings;
  if (!settings) return undefined;
  const { deploymentIdentity } = resourceNames({ ...settings.azure, environment });
  return estate.principals.identities.find(({ thing }) => thing.name === deploymentIdentity)?.thing;
}

/**
 * The identity that a pipeline has.
 * @param asked a stack, or an identity by its name or application id. A project without an identity of its own is deployed
 * by its environment's.
 * @throws AccessError where there is none.
 */
export function identityAsked(estate: ReachEstate, asked: string, part: PipelinePart): Thing {
  const stack = estate.stacks.find(({ name }) => name === asked);
  const found = stack
    ? identityOf(estate, stack.settings.name, stack.project?.name, part)
    : estate.principals.named(asked);
  if (found) return found;
  const { identities } = estate.principals;
  const known = [...estate.stacks.map(({ name }) => name), ...identities.map(({ thing }) => thing.name)];
  throw new AccessError(
    stack
      ? `${asked} has no ${part} identity: no stack declares one.`
      : `There is no pipeline or identity "${asked}".${didYouMean(asked, known)}`,
  );
}

function identityOf(
  estate: ReachEstate,
  environment: string,
  project: string | undefined,
  part: PipelinePart,
): Thing | undefined {
  const deployment = deploymentIdentityOf(estate, environment);
  const stem = deployment?.name.replace(/-deployment$/, "");
  const wanted = [...(project === undefined ? [] : [`${stem}-${project}-${part}`]), `${stem}-${part}`];
  for (const name of wanted) {
    const found = estate.principals.identities.find(({ thing }) => thing.name === name)?.thing;
    if (found) return found;
  }
  return undefined;
}
