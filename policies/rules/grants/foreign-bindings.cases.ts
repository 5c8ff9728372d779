import { add, type RuleCases, set } from "../../cases/planted";

const binding = "databricks:index/workspaceBinding:WorkspaceBinding";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's catalog, bound by development to itself",
      stack: "dev.platform",
      changes: [
        add(binding, "production", {
          securableType: "catalog",
          securableName: "prod",
          workspaceId: "1000000000000001",
        }),
      ],
      says: 'no catalog "prod"',
    },
    {
      name: "a binding that a project makes",
      stack: "staging.flight-delay",
      changes: [add(binding, "own", { catalogName: "staging", workspaceId: "1000000000000001" })],
      says: 'the stack declares no catalog "staging"',
    },
    {
      name: "another environment's location",
      changes: [
        add(binding, "files", {
          securableType: "external_location",
          securableName: "staging-temporary",
          workspaceId: "1000000000000002",
        }),
      ],
      says: "external_location",
    },
    {
      name: "production's catalog, bound to a workspace that nobody knows",
      changes: [
        set("databricks:index/workspaceBinding:WorkspaceBinding", "unity-catalog-readable-in-dev", {
          workspaceId: "4711",
        }),
      ],
      says: "it binds to 4711",
      engineFree: "An engine shows rules no references to other stacks, so that none can tell whose workspace it is.",
    },
  ],
  leftAlone: [
    {
      name: "the own catalog, named in other letters",
      changes: [set(binding, "unity-catalog-readable-in-dev", { securableName: "Prod", securableType: "CATALOG" })],
    },
  ],
};
