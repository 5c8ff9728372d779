/** Settings: their schemas, loading them from the project's files, and the access model. */
export {
  ACCESS,
  type Compute,
  ROLES,
  type Role,
  type RoleAccess,
  type Stage,
  type StageAccess,
} from "./access";
export { environmentsIn } from "./environments";
export {
  configuredSections,
  type EnvironmentSettings,
  type LoadResult,
  type Locate,
  loadEnvironment,
  noSuchEnvironment,
} from "./load-environment";
export { describeProblems, type Problem } from "./problem";
export { type Protection, protectionOf } from "./protection";
export type { Settings } from "./schema/settings";
