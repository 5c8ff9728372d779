import type { SecurableAddress } from "../../databricks/securables";
import type { ObjectKind } from "../../databricks/workspace-objects";
import type { Stage } from "../../infra/config";

/**
 * Who there is, what there is, and who was given what on it, in every environment of an estate: as it is declared, or as
 * it was read back from where it runs. Nothing in it is inherited or worked out: that is the evaluator's.
 */
export interface AccessState {
  source: "declared" | "running";
  environments: Environment[];
  principals: Principal[];
  /** Unity Catalog's, of every metastore. */
  securables: Securable[];
  /** What workspaces have beside Unity Catalog. */
  objects: WorkspaceObject[];
  /** Name of whoever read it back, where it was. */
  readBy?: string;
}

export interface Environment {
  /** `prod`: the stack's name. */
  name: string;
  stage: Stage;
  /** The workspace's id: digits. */
  workspaceId: string;
  /** Id of the metastore that is assigned to the workspace. */
  metastore: string;
  /** Who was let into the workspace. Members of a group are let in with it. */
  assignments: { principal: string; permission: "USER" | "ADMIN" }[];
  /** What the workspace lets principals do at all, under the names that its API uses: `databricks-sql-access`. */
  entitlements: { principal: string; entitlements: string[] }[];
}

/** The part that a principal plays in the access model. */
export type Part =
  | "dataScientists"
  | "mlEngineers"
  | "platformAdmins"
  /** The group of an environment's run identities. */
  | "runners"
  /** A project's run identity in an environment. */
  | "runner"
  /** The identity that CI deploys an environment as. */
  | "deployment"
  /** The identity that pull requests are previewed as. */
  | "preview"
  /** Whom an environment's retraining webhook acts as. */
  | "retraining";

export interface Principal {
  kind: "user" | "group" | "servicePrincipal";
  /** As grants name it: a group's name, a user's user name, a service principal's application id. Unique. */
  name: string;
  /** What people know it by. */
  displayName: string;
  /** Names of the groups that it is in itself, not through others. */
  memberOf: string[];
  /** Absent: it plays none. */
  part?: Part;
  /** The environments that it plays its part in. Absent: all. */
  environments?: string[];
  /** The only ML project that it is for. */
  project?: string;
  /** Whether the declaration says who is in the group; else its directory does. */
  membersAreDeclared?: boolean;
}

/** What one principal holds on one securable. */
export interface Grant {
  principal: string;
  /** As the API spells them: `USE_CATALOG`. */
  privileges: string[];
}

/** A workspace from which an isolated securable can be reached. */
export interface Binding {
  workspaceId: string;
  readOnly: boolean;
}

export interface Securable extends SecurableAddress {
  /** Id of the metastore that it lies in. */
  metastore: string;
  /** The environment that it is part of. Absent: none of the estate's. */
  environment?: string;
  project?: string;
  /** Absent: the declaration names nobody, and whoever makes it owns it. */
  owner?: string;
  /** Whether only bound workspaces reach it. */
  isolated: boolean;
  bindings: Binding[];
  grants: Grant[];
}

/** What one principal was given on one object. */
export interface Permission {
  principal: string;
  /** The permissions API's word: `CAN_MANAGE_RUN`. */
  level: string;
  /** The directory that it comes from; absent: it was given on the object itself. */
  inheritedFrom?: string;
}

export interface ObjectAddress {
  kind: ObjectKind;
  /** Unique among the objects of its kind in a workspace: a job's name, a directory's path. */
  name: string;
  environment: string;
}

export interface WorkspaceObject extends ObjectAddress {
  project?: string;
  permissions: Permission[];
  /** Whose rights it acts with, by the principal's name. */
  runsAs?: string;
}

/** Groups that every workspace or account has, and whose members nobody names. */
export const EVERYONE_IN_WORKSPACE = "users";
export const ADMINS_OF_WORKSPACE = "admins";
export const EVERYONE_IN_ACCOUNT = "account users";
