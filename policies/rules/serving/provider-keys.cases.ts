import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

const model = { name: "gpt", provider: "openai", task: "llm/v1/chat" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a key in the setting that is made for it",
      stack: "dev.flight-delay",
      changes: [challenger({ externalModel: { ...model, openaiConfig: { openaiApiKeyPlaintext: "planted-key" } } })],
      says: "openaiApiKeyPlaintext of challenger",
    },
    {
      name: "a key where a reference should be",
      stack: "prod.flight-delay",
      changes: [challenger({ externalModel: { ...model, openaiConfig: { openaiApiKey: "planted-key" } } })],
      says: "openaiApiKey",
    },
    {
      name: "a token of a provider that is none of the known ones",
      stack: "prod.flight-delay",
      changes: [
        challenger({
          externalModel: {
            ...model,
            provider: "custom",
            customProviderConfig: {
              customProviderUrl: "https://models.example",
              bearerTokenAuth: { tokenPlaintext: "planted-token" },
            },
          },
        }),
      ],
      says: "tokenPlaintext",
    },
  ],
  leftAlone: [
    {
      name: "a reference",
      stack: "prod.flight-delay",
      changes: [
        challenger({
          externalModel: {
            ...model,
            openaiConfig: { openaiApiKey: "{{secrets/lakestage/openai}}", openaiApiKeyPlaintext: "" },
          },
        }),
      ],
    },
  ],
};
