import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a version that is an alias",
      stack: "prod.flight-delay",
      changes: [challenger({ entityVersion: "Champion" })],
      says: "Champion",
    },
    {
      name: "a served model without a name",
      stack: "staging.flight-delay",
      changes: [challenger({ name: undefined })],
      says: "no name",
    },
    {
      name: "a name that is given twice",
      stack: "prod.flight-delay",
      changes: [challenger({ name: "champion" })],
      says: "champion is served twice",
    },
    {
      name: "no version",
      stack: "prod.flight-delay",
      changes: [challenger({ entityVersion: undefined })],
      says: "not a number",
    },
  ],
  leftAlone: [
    {
      name: "the same version under two names",
      stack: "prod.flight-delay",
      changes: [challenger({ entityVersion: "1" })],
    },
    {
      name: "another provider's model, which has no version of ours",
      stack: "prod.flight-delay",
      changes: [
        challenger({
          entityName: undefined,
          entityVersion: undefined,
          externalModel: { name: "gpt", provider: "openai", task: "llm/v1/chat" },
        }),
      ],
    },
  ],
};
