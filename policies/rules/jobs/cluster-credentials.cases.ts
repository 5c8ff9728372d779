import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "./shared/planted-job";

const ACCOUNT_KEY = "fs.azure.account.key.lakestage.dfs.core.windows.net";

export const cases: RuleCases = {
  caught: [
    {
      name: "a storage account's key",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkConf: { [ACCOUNT_KEY]: "planted-key" } })],
      says: ACCOUNT_KEY,
    },
    {
      name: "a password in an environment variable",
      stack: "dev.flight-delay",
      changes: [firstCluster("features", { sparkEnvVars: { WEATHER_PASSWORD: "planted-password" } })],
      says: "WEATHER_PASSWORD",
    },
    {
      name: "a credential within an address, whatever the variable is called",
      stack: "staging.diabetes-progression",
      changes: [
        firstCluster("features", { sparkEnvVars: { PIP_INDEX_URL: "https://planted:planted@pypi.example/simple" } }),
      ],
      says: "PIP_INDEX_URL is given in the clear",
    },
  ],
  leftAlone: [
    {
      name: "references to secrets",
      stack: "prod.flight-delay",
      changes: [
        firstCluster("training", {
          sparkConf: { [ACCOUNT_KEY]: "{{secrets/lakestage/storage}}" },
          sparkEnvVars: { WEATHER_PASSWORD: "{{secrets/lakestage/weather}}" },
        }),
      ],
    },
    {
      name: "where secrets are, and how many tokens a text may have",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkEnvVars: { SECRET_SCOPE: "lakestage", MAX_TOKENS: "many" } })],
    },
  ],
};
