import { edit, type RuleCases } from "../../testing/planted";

const service = "azure-native:storage:BlobServiceProperties";

const ruleFor = (...allowedOrigins: string[]) => ({
  allowedOrigins,
  allowedHeaders: ["*"],
  allowedMethods: ["GET"],
  exposedHeaders: ["*"],
  maxAgeInSeconds: 60,
});

export const cases: RuleCases = {
  caught: [
    {
      name: "pages of every origin, behind those of a named one",
      changes: [
        edit(service, "data-lake-soft-delete", (inputs) => {
          inputs.cors = { corsRules: [ruleFor("https://reports.lakestage.example"), ruleFor("*")] };
        }),
      ],
      says: "pages of *",
    },
    {
      name: "a page that anybody on the way may change",
      changes: [
        edit(service, "data-lake-soft-delete", (inputs) => {
          inputs.cors = { corsRules: [ruleFor("http://reports.lakestage.example")] };
        }),
      ],
      says: "http://reports",
    },
  ],
  leftAlone: [
    {
      name: "any header, from a named origin",
      changes: [
        edit(service, "data-lake-soft-delete", (inputs) => {
          inputs.cors = { corsRules: [ruleFor("https://reports.lakestage.example")] };
        }),
      ],
    },
  ],
};
