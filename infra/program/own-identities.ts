import * as pulumi from "@pulumi/pulumi";
import { platformStack } from "../config";
import type { Environment } from "./environment-reference";
import type { ProjectIdentities } from "./project-identities";

/**
 * Whom a project's jobs run as, as the platform's stack reports it: made there, since it takes an account admin.
 * @throws pulumi.RunError when the platform knows the project not yet; a preview only does not know whom.
 */
export function ownIdentities(
  project: string,
  environment: string,
  { projects }: Environment,
): ProjectIdentities<pulumi.Output<string>> {
  const identities = projects[project];
  if (identities) {
    const { runner, snapshots } = identities;
    return { runner: pulumi.output(runner), ...(snapshots !== undefined && { snapshots: pulumi.output(snapshots) }) };
  }
  if (pulumi.runtime.isDryRun()) return { runner: pulumi.output(pulumi.unknown).apply(String) };
  const stack = platformStack(environment);
  throw new pulumi.RunError(
    `"${project}" has no identity in ${environment} yet: the platform team runs lakestage up ${stack}, or pulumi up --stack ${stack}, first`,
  );
}
