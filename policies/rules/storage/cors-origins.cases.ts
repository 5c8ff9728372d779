import { type RuleCases, set } from "../../cases/planted";

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
        set(service, "data-lake-soft-delete", {
          cors: { corsRules: [ruleFor("https://reports.lakestage.example"), ruleFor("*")] },
        }),
      ],
      says: "pages of *",
    },
    {
      name: "a page that anybody on the way may change",
      changes: [
        set(service, "data-lake-soft-delete", { cors: { corsRules: [ruleFor("http://reports.lakestage.example")] } }),
      ],
      says: "http://reports",
    },
  ],
  leftAlone: [
    {
      name: "any header, from a named origin",
      changes: [
        set(service, "data-lake-soft-delete", { cors: { corsRules: [ruleFor("https://reports.lakestage.example")] } }),
      ],
    },
  ],
};
