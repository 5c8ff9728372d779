import { ProjectIdentity } from "../components/ml/project-identity";
import type { EnvironmentSettings } from "../config";
import type { Environment } from "./environment-reference";
import type { ProjectNames } from "./project-names";
import { accountProvider } from "./providers";
import type { Surroundings } from "./surroundings";

/** Whom a project's jobs run as. */
export interface ProjectIdentities {
  runner: ProjectIdentity;
  /** Takes snapshots, where any are taken. */
  snapshots: ProjectIdentity | undefined;
}

export function declareIdentities(
  settings: EnvironmentSettings,
  { deploymentApplicationId, runnersGroup, snapshotsGroup }: Environment,
  names: ProjectNames,
  takesSnapshots: boolean,
  surroundings: Surroundings,
): ProjectIdentities {
  const account = accountProvider(settings, surroundings);
  const declare = (name: string, displayName: string, groupId: string): ProjectIdentity =>
    new ProjectIdentity(
      name,
      {
        accountId: settings.account.id,
        displayName,
        groupId,
        deploymentApplicationId,
        platformAdmins: settings.groups.platformAdmins,
      },
      { providers: [account] },
    );
  return {
    runner: declare("runner", names.runner, runnersGroup.id),
    snapshots:
      takesSnapshots && snapshotsGroup
        ? declare("snapshot-identity", names.snapshotIdentity, snapshotsGroup.id)
        : undefined,
  };
}
