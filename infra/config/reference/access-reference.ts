import {
  ACCESS,
  type ProjectObject,
  ROLE_NAMES,
  ROLES,
  type Role,
  type RoleAccess,
  RUNNER_ACCESS,
  type RunnerAccess,
  SNAPSHOT_ACCESS,
  type SnapshotAccess,
  type Stage,
} from "../access";

const STAGES: Readonly<Record<Stage, string>> = {
  development: "Development",
  staging: "Staging",
  production: "Production",
};

/** The columns are about what one project's identity and one environment's pipeline may do. */
const COLUMNS: Readonly<Record<Role, string>> = {
  ...ROLE_NAMES,
  runners: "a project's run identity",
  deployment: "the pipeline",
};

/** What an environment has of its own, and which rights on it a role is given. */
const ENVIRONMENT: Readonly<Record<string, (access: RoleAccess) => readonly string[] | undefined>> = {
  catalog: ({ catalog }) => catalog,
  "location of the catalog's data": ({ catalogLocation }) => catalogLocation,
  "location of tests' files": ({ temporaryLocation }) => temporaryLocation,
  "storage credential": ({ storageCredential }) => storageCredential,
  workspace: ({ workspace }) => workspace && [workspace.permission, ...workspace.entitlements],
  compute: ({ compute }) => compute,
  "secret scope": ({ secrets }) => secrets && [secrets],
};

/** What a project has in the catalog, where nobody but its run identity is given more than the catalog gives. */
const DATA: Readonly<Record<string, (access: RunnerAccess) => readonly string[]>> = {
  "project's schemas": ({ schema }) => schema,
  "project's models": ({ model }) => model,
};

const OBJECTS: Readonly<Record<ProjectObject, string>> = {
  jobs: "project's jobs",
  "serving-endpoints": "project's endpoints",
  experiments: "project's experiment",
  directories: "project's folder",
  repos: "project's Git folder",
  "sql/queries": "project's queries",
  alertsv2: "project's alerts",
  dashboards: "project's dashboard",
  "database-instances": "project's online store",
};

/** What the identities that take snapshots meet on their way, and which rights they are given on it. */
const SNAPSHOTS: Readonly<Record<string, (access: SnapshotAccess) => readonly string[] | undefined>> = {
  "catalog that they read": ({ source }) => source.catalog,
  "workspace of that environment": ({ source }) => ENVIRONMENT.workspace?.(source),
  compute: ({ source }) => source.compute,
  "schemas of the named tables": ({ schema }) => schema,
  "named tables": ({ table }) => table,
  "volume of the job's wheel": ({ code }) => code,
  "project's Git folder": ({ objects }) => objects.repos && [objects.repos],
  "catalog that they write to": ({ targetCatalog }) => targetCatalog,
  "schema of the snapshots": ({ targetSchema }) => targetSchema,
};

/** The generated part of `docs/access.md`: who may do what in each stage, as the access model says. */
export function accessReference(): string {
  const stages = keysOf(STAGES).map((stage) => {
    const head = [line(["on", ...ROLES.map((role) => COLUMNS[role])]), line(["", ...ROLES].map(() => "---"))];
    return [`### ${STAGES[stage]}`, "", ...head, ...rowsOf(stage)].join("\n");
  });
  return [...stages, snapshotsReference()].join("\n\n");
}

function snapshotsReference(): string {
  const rows = Object.entries(SNAPSHOTS).map(([what, rights]) => line([what, cell(rights(SNAPSHOT_ACCESS))]));
  return ["### Snapshots", "", line(["on", "a project's snapshot identity"]), line(["---", "---"]), ...rows].join("\n");
}

function rowsOf(stage: Stage): string[] {
  const row = (what: string, rightsOf: (role: Role) => readonly string[] | undefined): string =>
    line([what, ...ROLES.map((role) => cell(rightsOf(role)))]);
  return [
    ...Object.entries(ENVIRONMENT).map(([what, rights]) => row(what, (role) => rights(ACCESS[stage][role]))),
    ...Object.entries(DATA).map(([what, rights]) =>
      row(what, (role) => (role === "runners" ? rights(RUNNER_ACCESS) : undefined)),
    ),
    ...keysOf(OBJECTS).map((kind) => row(OBJECTS[kind], (role) => levelOn(kind, stage, role))),
  ];
}

function levelOn(kind: ProjectObject, stage: Stage, role: Role): string[] {
  const level = role === "runners" ? RUNNER_ACCESS.objects[kind] : ACCESS[stage][role].projects?.[kind];
  return level === undefined ? [] : [level];
}

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] => Object.keys(record) as Key[];

const cell = (rights: readonly string[] = []): string => rights.map((right) => `\`${right}\``).join(", ");

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
