import type { RuleCases } from "../../cases/planted";
import { challenger, gateway } from "./shared/planted-endpoint";

const general = {
  entityName: undefined,
  entityVersion: undefined,
  externalModel: { name: "gpt", provider: "openai", task: "llm/v1/chat" },
};
const guarded = { safety: true, pii: { behavior: "BLOCK" } };

export const cases: RuleCases = {
  caught: [
    {
      name: "another provider's model without guardrails",
      stack: "prod.flight-delay",
      changes: [challenger(general)],
      says: "challenger",
    },
    {
      name: "one of Databricks' own that is guarded on the way in only",
      stack: "staging.flight-delay",
      changes: [
        challenger({ entityName: "system.ai.llama_v3_3_70b_instruct" }),
        gateway({ guardrails: { input: guarded } }),
      ],
      says: "output",
    },
    {
      name: "personal data that is let through",
      stack: "prod.flight-delay",
      changes: [
        challenger(general),
        gateway({ guardrails: { input: { safety: true, pii: { behavior: "NONE" } }, output: guarded } }),
      ],
      says: "personal data in the input",
    },
  ],
  leftAlone: [
    {
      name: "a general model that is guarded both ways",
      stack: "prod.flight-delay",
      changes: [challenger(general), gateway({ guardrails: { input: guarded, output: guarded } })],
    },
    {
      name: "a model of the project's own, which takes numbers",
      stack: "prod.flight-delay",
      changes: [challenger({ entityVersion: "3" })],
    },
  ],
};
