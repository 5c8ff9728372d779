import type { SecurableAddress } from "../../databricks/securables";
import type { AccessState, Environment, Grant, Principal, Securable, WorkspaceObject } from "../state/access-state";

const METASTORE = "metastore-1";

/** Lets the principals into a workspace as users, with the entitlement to open it. */
export function environment(name: string, users: readonly string[], more: Partial<Environment> = {}): Environment {
  return {
    name,
    stage: name === "prod" ? "production" : "development",
    workspaceId: `workspace-of-${name}`,
    metastore: METASTORE,
    assignments: users.map((principal) => ({ principal, permission: "USER" })),
    entitlements: users.map((principal) => ({ principal, entitlements: ["workspace-access"] })),
    ...more,
  };
}

export const group = (name: string, ...memberOf: string[]): Principal => principal("group", name, memberOf);

export const user = (name: string, ...memberOf: string[]): Principal => principal("user", name, memberOf);

export const servicePrincipal = (name: string, displayName: string, ...memberOf: string[]): Principal => ({
  ...principal("servicePrincipal", name, memberOf),
  displayName,
});

const principal = (kind: Principal["kind"], name: string, memberOf: string[]): Principal => ({
  kind,
  name,
  displayName: name,
  memberOf,
});

/** An open securable of prod, on which these hold these privileges. */
export function securable(
  type: SecurableAddress["type"],
  name: string,
  grants: Readonly<Record<string, string[]>> = {},
  more: Partial<Securable> = {},
): Securable {
  return {
    type,
    name,
    metastore: METASTORE,
    environment: "prod",
    isolated: false,
    bindings: [],
    grants: grantList(grants),
    ...more,
  };
}

/** The same as part of an ML project. */
export const inProject = (project: string, given: Securable): Securable => ({ ...given, project });

const grantList = (grants: Readonly<Record<string, string[]>>): Grant[] =>
  Object.entries(grants).map(([holder, privileges]) => ({ principal: holder, privileges }));

/** A catalog of prod that is bound to prod read-write, and to the workspaces that are named as given. */
export const isolated = (name: string, grants: Readonly<Record<string, string[]>>, readers: readonly string[] = []) =>
  securable("catalog", name, grants, {
    isolated: true,
    bindings: [
      { workspaceId: "workspace-of-prod", readOnly: false },
      ...readers.map((reader) => ({ workspaceId: `workspace-of-${reader}`, readOnly: true })),
    ],
  });

/** A job of prod with these levels. */
export const job = (name: string, levels: Readonly<Record<string, string>>, runsAs?: string): WorkspaceObject => ({
  kind: "jobs",
  name,
  environment: "prod",
  permissions: Object.entries(levels).map(([holder, level]) => ({ principal: holder, level })),
  ...(runsAs !== undefined && { runsAs }),
});

/** An estate with the environments dev and prod, which let `readers` and `writers` in. */
export function estate(parts: Partial<AccessState> = {}): AccessState {
  const groups = ["readers", "writers"];
  return {
    source: "declared",
    environments: [environment("dev", groups), environment("prod", groups)],
    principals: groups.map((name) => group(name)),
    securables: [],
    objects: [],
    ...parts,
  };
}
