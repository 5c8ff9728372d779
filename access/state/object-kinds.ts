/** A kind of thing in a workspace that has a list of who may do what with it. */
interface Kind {
  /** What one of them is called. */
  word: string;
  /** Levels from the weakest on; each includes those before it. */
  levels: readonly string[];
  /** Whether workspace admins hold the strongest level without being on the list. */
  administered: boolean;
}

const TREE_LEVELS = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"];

/** Every kind, under the name by which the permissions API addresses it where it does. */
export const OBJECT_KINDS = {
  "sql/warehouses": {
    word: "SQL warehouse",
    levels: ["CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"],
    administered: true,
  },
  "cluster-policies": { word: "cluster policy", levels: ["CAN_USE"], administered: true },
  "secret-scopes": { word: "secret scope", levels: ["READ", "WRITE", "MANAGE"], administered: true },
  directories: { word: "folder", levels: TREE_LEVELS, administered: true },
  repos: { word: "Git folder", levels: TREE_LEVELS, administered: true },
  experiments: { word: "experiment", levels: ["CAN_READ", "CAN_EDIT", "CAN_MANAGE"], administered: true },
  jobs: { word: "job", levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"], administered: true },
  "serving-endpoints": {
    word: "serving endpoint",
    levels: ["CAN_VIEW", "CAN_QUERY", "CAN_MANAGE"],
    administered: true,
  },
  "database-instances": { word: "online store", levels: ["CAN_USE", "CAN_MANAGE"], administered: true },
  "sql/queries": { word: "query", levels: TREE_LEVELS, administered: true },
  alertsv2: { word: "alert", levels: TREE_LEVELS, administered: true },
  dashboards: { word: "dashboard", levels: TREE_LEVELS, administered: true },
  /** Roles on the identity itself: whoever uses it makes jobs run as it. Not even workspace admins may by themselves. */
  "service-principals": {
    word: "service principal",
    levels: ["roles/servicePrincipal.user", "roles/servicePrincipal.manager"],
    administered: false,
  },
} as const satisfies Record<string, Kind>;

export type ObjectKind = keyof typeof OBJECT_KINDS;

export const kindOf = (kind: ObjectKind): Kind => OBJECT_KINDS[kind];

/** Levels that can be asked for: owning is nothing that can be done, beside managing. */
export const levelsOf = (kind: ObjectKind): readonly string[] =>
  kindOf(kind).levels.filter((level) => level !== "IS_OWNER");

/** Whether `held` gives `wanted`. A role on a service principal gives itself only. A level of no such kind gives nothing. */
export function includesLevel(kind: ObjectKind, held: string, wanted: string): boolean {
  if (kind === "service-principals") return held === wanted;
  const { levels } = kindOf(kind);
  const rank = levels.indexOf(held);
  return rank >= 0 && rank >= levels.indexOf(wanted);
}
