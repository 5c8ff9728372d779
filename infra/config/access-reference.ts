import { ACCESS, type ProjectObjectLevels, ROLES, type Role, type RoleAccess, RUNNER_ACCESS, type Stage } from "./access";

const STAGES: readonly Stage[] = ["development", "staging", "production"];

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  dataScientists: "data scientists",
  mlEngineers: "ML engineers",
  runners: "a project's run identity",
  deployment: "the pipeline's identity",
};

/** What of an environment a role has rights on, and which those are. */
const OF_ENVIRONMENT: readonly [what: string, rights: (access: RoleAccess) => readonly string[] | undefined][] = [
  ["the catalog", ({ catalog }) => catalog],
  ["the location of the catalog's data", ({ catalogLocation }) => catalogLocation],
  ["the location of tests' temporary files", ({ temporaryLocation }) => temporaryLocation],
  ["the storage credential", ({ storageCredential }) => storageCredential],
  ["the workspace", ({ workspace }) => workspace && [workspace.permission, ...workspace.entitlements]],
  ["compute", ({ compute }) => compute],
];

const OBJECT_NAMES: Readonly<Record<keyof ProjectObjectLevels, string>> = {
  jobs: "jobs",
  servingEndpoints: "serving endpoints",
  experiments: "experiment",
  directories: "folder",
  gitFolders: "Git folder",
  queries: "queries",
  alerts: "alerts",
  dashboards: "dashboard",
  databaseInstances: "online store",
};

const OBJECTS = ["jobs", "servingEndpoints", "experiments", "directories", "gitFolders", "queries", "alerts"] as const;

/** The generated part of `docs/access.md`: for each stage, what every role may do, as the access model says. */
export function accessReference(): string {
  return STAGES.map((stage) =>
    [
      `### ${stage}`,
      "",
      row(["", ...ROLES.map((role) => ROLE_NAMES[role])]),
      row(["", ...ROLES].map(() => "---")),
      ...rowsOf(stage),
    ].join("\n"),
  ).join("\n\n");
}
