/** Settings: their schemas, loading them from the project's files, and the access model. */
export {
  ACCESS,
  type Compute,
  type ProjectObjectLevels,
  ROLES,
  type Role,
  type RoleAccess,
  RUNNER_ACCESS,
  type Stage,
  type StageAccess,
} from "./access";
export { DESTINATIONS } from "./check-project";
export { environmentsIn } from "./environments";
export {
  configuredSections,
  type EnvironmentSettings,
  type LoadResult,
  type Locate,
  loadEnvironment,
  noSuchEnvironment,
} from "./load-environment";
export { loadProject, type ProjectResult, type ProjectSettings } from "./load-project";
export { describeProblems, type Problem } from "./problem";
export { projectFile, projectsIn } from "./project-files";
export { type Protection, protectionOf } from "./protection";
export { monitoringSchemaOf, rivalClaims } from "./rival-claims";
export type { AlertSettings, JobSettings, ModelSettings, MonitorSettings } from "./schema/project/project";
export type { Settings } from "./schema/settings";
