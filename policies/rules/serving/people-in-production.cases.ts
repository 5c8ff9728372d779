import { add, type Change, type RuleCases } from "../../testing/planted";

const on = (object: "servingEndpointId" | "experimentId", principal: object, permissionLevel: string): Change =>
  add("databricks:index/permissions:Permissions", "more", {
    [object]: "endpoint-1",
    accessControls: [{ ...principal, permissionLevel }],
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists who may query",
      stack: "prod.flight-delay",
      changes: [on("servingEndpointId", { groupName: "data-scientists" }, "CAN_QUERY")],
      says: "data-scientists has CAN_QUERY",
    },
    {
      name: "a person who manages it",
      stack: "prod.flight-delay",
      changes: [on("servingEndpointId", { userName: "ada@lakestage.example" }, "CAN_MANAGE")],
      says: "ada@lakestage.example",
    },
  ],
  leftAlone: [
    {
      name: "a caller with an identity of its own",
      stack: "prod.flight-delay",
      changes: [on("servingEndpointId", { servicePrincipalName: "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01" }, "CAN_QUERY")],
    },
    {
      name: "data scientists who query in development",
      stack: "dev.flight-delay",
      changes: [on("servingEndpointId", { groupName: "data-scientists" }, "CAN_QUERY")],
    },
    {
      name: "data scientists who edit what is no endpoint",
      stack: "prod.flight-delay",
      changes: [on("experimentId", { groupName: "data-scientists" }, "CAN_EDIT")],
    },
  ],
};
