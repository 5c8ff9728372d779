import type * as pulumi from "@pulumi/pulumi";
import { ProjectIdentity } from "../components/ml/project-identity";
import type { EnvironmentSettings } from "../config";
import type { EnvironmentPrincipals } from "./principals";
import { projectNames } from "./project-names";

/** A project that has identities in an environment. */
export interface ProjectWithIdentities {
  name: string;
  /** Whether tables of it are copied into other environments. */
  takesSnapshots: boolean;
}

/** Application ids of a project's identities: `runner` of its jobs', `snapshots` of the one that takes them, if any are. */
export interface ProjectIdentities<Id> {
  runner: Id;
  snapshots?: Id;
}

/** Declares whom the jobs of an environment's projects run as, by project. Making them takes an account admin. */
export function declareIdentities(
  settings: EnvironmentSettings,
  projects: readonly ProjectWithIdentities[],
  { deployment, runners, snapshots }: EnvironmentPrincipals,
  account: pulumi.ProviderResource,
): Record<string, ProjectIdentities<pulumi.Output<string>>> {
  const declare = (name: string, displayName: string, groupId: pulumi.Output<string>): pulumi.Output<string> =>
    new ProjectIdentity(
      name,
      {
        accountId: settings.account.id,
        displayName,
        groupId,
        deploymentApplicationId: deployment.servicePrincipal.applicationId,
        platformAdmins: settings.groups.platformAdmins,
      },
      { providers: [account] },
    ).applicationId;
  return Object.fromEntries(
    projects.map(({ name: project, takesSnapshots }) => {
      const names = projectNames({ prefix: settings.azure.prefix, environment: settings.name, project });
      return [
        project,
        {
          runner: declare(`${project}-runner`, names.runner, runners.id),
          ...(takesSnapshots &&
            snapshots && { snapshots: declare(`${project}-snapshot-identity`, names.snapshotIdentity, snapshots.id) }),
        },
      ];
    }),
  );
}
