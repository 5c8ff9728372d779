import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a model that is a person's",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/registeredModel:RegisteredModel", "model", { owner: "ada@lakestage.example" })],
      says: '"ada@lakestage.example" owns it',
    },
    {
      name: "a schema that is a team's, in development too",
      stack: "dev.flight-delay",
      changes: [set("databricks:index/schema:Schema", "schemas-main", { owner: "ml-engineers" })],
      says: "ml-engineers",
    },
  ],
  leftAlone: [
    {
      name: "a volume that is the platform admins'",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/volume:Volume", "schemas-files", { owner: "platform-admins" })],
    },
    {
      name: "a schema that is its run identity's",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/schema:Schema", "schemas-main", { owner: "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01" }),
      ],
    },
  ],
};
