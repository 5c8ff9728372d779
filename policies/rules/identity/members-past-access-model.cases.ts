import { add, type Change, type RuleCases } from "../../cases/planted";

/** Of a type that the estate does not use. */
const foreign = (type: string, name: string, inputs: object): Change => ({ kind: "add", type, name, inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "an administrator of the account",
      changes: [
        foreign("databricks:index/servicePrincipalRole:ServicePrincipalRole", "deployment-role", {
          servicePrincipalId: "174075595309411",
          role: "account_admin",
        }),
      ],
      says: "a role in the account",
    },
    {
      name: "a person who is let into production by a project",
      stack: "prod.flight-delay",
      changes: [
        foreign("databricks:index/permissionAssignment:PermissionAssignment", "ada", {
          userName: "ada@lakestage.example",
          permissions: ["ADMIN"],
        }),
      ],
      says: "beside its members",
    },
  ],
  leftAlone: [
    {
      name: "a group that is let in as all others are",
      changes: [
        add("databricks:index/mwsPermissionAssignment:MwsPermissionAssignment", "members-auditors", {
          workspaceId: "1000000000000002",
          principalId: "60211",
          permissions: ["USER"],
        }),
      ],
    },
  ],
};
