import { append, edit, type RuleCases } from "../../cases/planted";

const grants = "databricks:index/grants:Grants";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who may add versions",
      stack: "prod.flight-delay",
      changes: [
        append(grants, "model-grants", "grants", {
          principal: "ml-engineers",
          privileges: ["EXECUTE", "CREATE_MODEL_VERSION"],
        }),
      ],
      says: "CREATE_MODEL_VERSION",
    },
    {
      name: "people who may say of a model that it passed",
      stack: "staging.flight-delay",
      changes: [append(grants, "model-grants", "grants", { principal: "ml-engineers", privileges: ["APPLY_TAG"] })],
      says: "APPLY_TAG",
    },
    {
      name: "people who may register models anywhere in the catalog",
      changes: [
        edit(grants, "unity-catalog-catalog-grants", (inputs) => {
          inputs.grants?.find(({ principal }) => principal === "ml-engineers")?.privileges?.push("CREATE MODEL");
        }),
      ],
      says: '"ml-engineers", which is no identity, holds CREATE_MODEL',
    },
  ],
  leftAlone: [
    {
      name: "people who may load the model",
      stack: "prod.flight-delay",
      changes: [append(grants, "model-grants", "grants", { principal: "ml-engineers", privileges: ["EXECUTE"] })],
    },
    {
      name: "people who may add versions in development",
      stack: "dev.flight-delay",
      changes: [
        append(grants, "model-grants", "grants", { principal: "ml-engineers", privileges: ["CREATE_MODEL_VERSION"] }),
      ],
    },
  ],
};
