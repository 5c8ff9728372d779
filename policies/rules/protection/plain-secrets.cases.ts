import { add, type Change, edit, type RuleCases, set } from "../../cases/planted";

const TOKEN = "dapi0123456789abcdef0123456789abcdef";

/** Of a type that only this rule knows. */
const foreign = (type: string, name: string, inputs: object): Change => ({ kind: "add", type, name, inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "the password of a connection",
      stack: "dev",
      changes: [
        foreign("databricks:index/connection:Connection", "warehouse", {
          connectionType: "POSTGRESQL",
          options: { host: "db.lakestage.example", user: "reader", password: "sunshine" },
        }),
      ],
      says: "options.password is a secret in the clear",
    },
    {
      name: "the token for a Git provider",
      stack: "dev",
      changes: [
        foreign("databricks:index/gitCredential:GitCredential", "git", {
          gitProvider: "gitHub",
          gitUsername: "bot",
          personalAccessToken: "sunshine",
        }),
      ],
      says: "personalAccessToken is a secret in the clear",
    },
    {
      name: "a credential with a client's secret",
      stack: "staging",
      changes: [
        foreign("databricks:index/credential:Credential", "other", {
          purpose: "SERVICE",
          azureServicePrincipal: { applicationId: "a", directoryId: "d", clientSecret: "sunshine" },
        }),
      ],
      says: "azureServicePrincipal.clientSecret is a secret in the clear",
    },
    {
      name: "a token that a cluster policy fixes",
      stack: "prod",
      changes: [
        edit("databricks:index/clusterPolicy:ClusterPolicy", "cluster-policies-jobs", (inputs) => {
          const definition = JSON.parse(String(inputs.definition));
          inputs.definition = JSON.stringify({
            ...definition,
            "spark_env_vars.API_TOKEN": { type: "fixed", value: "sunshine" },
          });
        }),
      ],
      says: "definition is a secret in the clear",
    },
    {
      name: "a token in a description",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/query:Query", "alert-model-decays-query", { description: `curl -H ${TOKEN}` })],
      says: "description is a secret in the clear",
    },
  ],
  leftAlone: [
    {
      name: "the password of a webhook",
      stack: "prod",
      changes: [
        add("databricks:index/notificationDestination:NotificationDestination", "hook", {
          displayName: "hook",
          config: { genericWebhook: { url: "https://hooks.lakestage.example", username: "a", password: "sunshine" } },
        }),
      ],
    },
    {
      name: "a reference in a cluster policy",
      stack: "prod",
      changes: [
        edit("databricks:index/clusterPolicy:ClusterPolicy", "cluster-policies-jobs", (inputs) => {
          const definition = JSON.parse(String(inputs.definition));
          inputs.definition = JSON.stringify({
            ...definition,
            "spark_env_vars.API_TOKEN": { type: "fixed", value: "{{secrets/lakestage/weather}}" },
          });
        }),
      ],
    },
    {
      name: "a text about secrets",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/query:Query", "alert-model-decays-query", {
          description: "Needs no token, no password.",
        }),
      ],
    },
  ],
};
