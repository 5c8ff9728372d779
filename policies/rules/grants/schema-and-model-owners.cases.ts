import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a model that is a person's",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/registeredModel:RegisteredModel", "model", (inputs) => {
          inputs.owner = "ada@lakestage.example";
        }),
      ],
    },
    {
      name: "a schema that is a team's, in development too",
      stack: "dev.flight-delay",
      changes: [
        edit("databricks:index/schema:Schema", "schemas-main", (inputs) => {
          inputs.owner = "ml-engineers";
        }),
      ],
      says: "ml-engineers",
    },
  ],
  leftAlone: [
    {
      name: "a volume that is the platform admins'",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/volume:Volume", "schemas-files", (inputs) => {
          inputs.owner = "platform-admins";
        }),
      ],
    },
    {
      name: "a schema that is its run identity's",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/schema:Schema", "schemas-main", (inputs) => {
          inputs.owner = "5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01";
        }),
      ],
    },
  ],
};
