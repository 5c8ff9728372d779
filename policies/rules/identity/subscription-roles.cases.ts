import { type RuleCases, set } from "../../cases/planted";

const assignment = "azure-native:authorization:RoleAssignment";
const subscription = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const roles = `${subscription}/providers/Microsoft.Authorization/roleDefinitions`;

export const cases: RuleCases = {
  caught: [
    {
      name: "a connector that reads all data in the subscription",
      stack: "dev.platform",
      changes: [set(assignment, "data-lake-connector-access", { scope: subscription })],
      says: "Storage Blob Data Contributor reaches the whole subscription",
    },
    {
      name: "a look at everything in the subscription",
      changes: [set(assignment, "preview-reader", { scope: subscription })],
      says: "Reader reaches the whole subscription",
    },
    {
      name: "a role of our own making on the subscription",
      changes: [
        set(assignment, "preview-reader", {
          scope: subscription,
          roleDefinitionId: `${roles}/6b1b6a3f-7a57-4b0a-9c0c-5d1c6c2eb001`,
        }),
      ],
      says: "6b1b6a3f",
    },
    {
      name: "a look at a management group",
      changes: [
        set(assignment, "preview-reader", { scope: "/providers/Microsoft.Management/managementGroups/lakestage" }),
      ],
      says: "beyond the subscription",
    },
  ],
  leftAlone: [
    {
      name: "a role in one resource group",
      changes: [
        set(assignment, "data-lake-connector-access", { scope: `${subscription}/resourceGroups/lakestage-prod` }),
      ],
    },
  ],
};
