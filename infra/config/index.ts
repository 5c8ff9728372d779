/** Settings: their schemas, loading them from the project's files, and the access model. */

export { initialValue } from "../../databricks/workspace-configuration";
export {
  ACCESS,
  ADMIN_ACCESS,
  type Compute,
  PREVIEW_ACCESS,
  PROJECT_OBJECTS,
  type ProjectObject,
  ROLE_NAMES,
  type Role,
  type RoleAccess,
  RUNNER_ACCESS,
  SNAPSHOT_ACCESS,
  type Stage,
  type StageAccess,
} from "./access";
export { DESTINATIONS } from "./checks/alerts";
export { cycleIn } from "./checks/cycle";
export { environmentFile, environmentsIn } from "./files/environments";
export { PLATFORM, projectFile, projectsIn } from "./files/project-files";
export { type Question, type SettingsDirectory, SettingsFiles } from "./files/settings-files";
export { platformStack, type StackContent, type StackPlace, stacksIn } from "./files/stacks-in";
export {
  configuredSections,
  type LoadResult,
  type Locate,
  loadEnvironment,
  noSuchEnvironment,
} from "./loading/load-environment";
export { loadProject, type ProjectResult, type ProjectSettings } from "./loading/load-project";
export { misnamedEnvironments } from "./loading/misnamed-files";
export type { ProjectLayers } from "./loading/project-layers";
export { projectProblems } from "./loading/project-problems";
export { ProjectSources } from "./loading/project-sources";
export {
  type FoundElsewhere,
  namesSnapshots,
  type SnapshotTarget,
  snapshotSources,
  snapshotTargets,
} from "./loading/snapshots";
export { type StacksRead, stackOrder } from "./loading/stack-order";
export {
  endpointName,
  metricsTable,
  monitoringSchemaOf,
  OWN_PRINCIPALS,
  requestsPrefix,
  requestsTable,
  serviceConnections,
  snapshotIdentityOf,
  snapshotSchemaOf,
} from "./names";
export { type Protection, protectionOf } from "./protection";
export { queryText } from "./query-text";
export { displayName } from "./schema/formats";
export {
  type AlertSettings,
  type JobSettings,
  type ModelSettings,
  type MonitorSettings,
  projectSchema,
  type SnapshotSettings,
} from "./schema/project/project";
export { type EnvironmentSettings, type Settings, settingsSchema } from "./schema/settings";
export { WRITTEN_RIGHTS, withOtherRight } from "./written-rights";
export { checkValues } from "./yaml/check-values";
export { isPlainCredential, isSecretReference, looksLikeCredential } from "./yaml/credential-looks";
export { credentialProblems } from "./yaml/credentials-in-file";
export { otherValues, partsBelow } from "./yaml/other-values";
export { besides, describeProblems, inOrder, type Problem } from "./yaml/problem";
export { valueAt } from "./yaml/schema-shape";
export { type Path, SourceFile } from "./yaml/source-file";
export { isRecord } from "./yaml/stack-file";
export { withValue } from "./yaml/with-value";
export { ENCRYPTED, jsonOf } from "./yaml/written";
