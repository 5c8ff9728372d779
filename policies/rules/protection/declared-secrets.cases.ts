import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "the value of a secret",
      changes: [
        add("databricks:index/secret:Secret", "weather", {
          scope: "lakestage",
          key: "weather",
          stringValue: "sunshine",
        }),
      ],
      says: "the secret's value is said by the program",
    },
  ],
  leftAlone: [
    {
      name: "a scope",
      stack: "dev.platform",
      changes: [add("databricks:index/secretScope:SecretScope", "more", { name: "more" })],
    },
  ],
};
