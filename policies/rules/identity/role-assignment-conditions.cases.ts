import { add, type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const group = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/resourceGroups/lakestage-prod";
const roles = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01/providers/Microsoft.Authorization/roleDefinitions";
const SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

/** Azure's condition language for: of all role assignments, only those of these roles. */
const only = (...ids: string[]): string =>
  [
    ["write", "Request"],
    ["delete", "Resource"],
  ]
    .map(
      ([action, where]) =>
        `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR ` +
        `(@${where}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${ids.join(", ")}}))`,
    )
    .join(" AND ");

const access = { condition: only(SECRETS_USER), conditionVersion: "2.0" };
/** Somebody who may assign roles to others. */
const assigner = (how: Partial<typeof access> = access) =>
  add(assignment, "assigner", {
    scope: group,
    principalId: "d3c0a1b2-0000-4000-8000-000000000001",
    principalType: "ServicePrincipal",
    roleDefinitionId: `${roles}/f58310d9-a9f6-439a-9e8d-f62e7b41a168`,
    ...how,
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "an owner",
      changes: [
        set(assignment, "preview-reader", { roleDefinitionId: `${roles}/8e3af657-a8ff-443c-a75c-2fe8c4bcb635` }),
      ],
      says: "Owner may assign every role",
    },
    {
      name: "an identity that may assign whatever it likes",
      stack: "dev.platform",
      changes: [assigner({ conditionVersion: "2.0" })],
      says: "does not name the roles",
    },
    {
      name: "a condition of no version",
      changes: [assigner({ condition: access.condition })],
      says: "version is not given",
    },
    {
      name: "a condition that names Contributor too",
      changes: [assigner({ ...access, condition: only(CONTRIBUTOR, SECRETS_USER) })],
      says: "names Contributor",
    },
    {
      name: "a condition that lets every role but some through",
      stack: "staging.platform",
      changes: [assigner({ ...access, condition: access.condition.replaceAll("GuidEquals", "GuidNotEquals") })],
      says: "the condition does not name the roles for",
    },
  ],
  leftAlone: [
    {
      name: "a condition that names one role",
      changes: [assigner()],
    },
    {
      name: "an identity without a condition that may assign no role",
      changes: [
        set(assignment, "preview-reader", { roleDefinitionId: `${roles}/72fafb9e-0641-4937-9268-a91bfd8191a3` }),
      ],
    },
  ],
};
