import { add, edit, type RuleCases, set } from "../../cases/planted";
import { firstCluster, firstTask } from "../jobs/shared/planted-job";
import { challenger } from "../serving/shared/planted-endpoint";

const DESTINATION = "databricks:index/notificationDestination:NotificationDestination";
const STACK = "prod.flight-delay";

const destination = (config: NonNullable<Parameters<typeof add<typeof DESTINATION>>[2]["config"]>) =>
  add(DESTINATION, "more", { displayName: "more", config });

const connection = (connectionType: string, options: Record<string, string>) =>
  add("databricks:index/connection:Connection", "more", { name: "more", connectionType, options });

export const cases: RuleCases = {
  caught: [
    {
      name: "a webhook",
      stack: STACK,
      changes: [set(DESTINATION, "retraining", { "config.genericWebhook.url": "https://hook.stranger.example/x" })],
      says: "hook.stranger.example",
    },
    {
      name: "a workflow of another region",
      stack: STACK,
      changes: [
        set(DESTINATION, "retraining", {
          "config.genericWebhook.url": "https://prod-00.eastus.logic.azure.com/workflows/w",
        }),
      ],
      says: "eastus.logic.azure.com",
    },
    {
      name: "a chat of Slack's that no setting names",
      changes: [destination({ slack: { url: "https://hooks.slack.com/services/x" } })],
      says: "hooks.slack.com",
    },
    {
      name: "a chat of Slack's by a token",
      changes: [destination({ slack: { channelId: "c", oauthToken: "planted" } })],
      says: "slack.com",
      engineFree: "The provider asks for an address beside the token.",
    },
    {
      name: "a chat of Teams's that no setting names",
      changes: [destination({ microsoftTeams: { url: "https://stranger.webhook.office.com/x" } })],
      says: "stranger.webhook.office.com",
    },
    {
      name: "PagerDuty",
      changes: [destination({ pagerduty: { integrationKey: "planted" } })],
      says: "events.pagerduty.com",
    },
    {
      name: "a webhook of a model registry",
      changes: [
        add("databricks:index/mlflowWebhook:MlflowWebhook", "hook", {
          events: ["MODEL_VERSION_CREATED"],
          httpUrlSpec: { url: "https://hook.stranger.example" },
        }),
      ],
      says: "hook.stranger.example",
    },
    {
      name: "another provider's model",
      stack: STACK,
      changes: [
        challenger({
          externalModel: {
            name: "gpt",
            provider: "openai",
            task: "llm/v1/chat",
            openaiConfig: { openaiApiKey: "{{secrets/lakestage/key}}" },
          },
        }),
      ],
      says: "api.openai.com",
    },
    {
      name: "a model at an address",
      stack: STACK,
      changes: [
        challenger({
          externalModel: {
            name: "gpt",
            provider: "custom",
            task: "llm/v1/chat",
            customProviderConfig: { customProviderUrl: "https://models.stranger.example/v1" },
          },
        }),
      ],
      says: "models.stranger.example",
    },
    {
      name: "a connection to a database",
      changes: [connection("POSTGRESQL", { host: "db.stranger.example", port: "5432" })],
      says: "db.stranger.example",
    },
    {
      name: "a connection over HTTP",
      changes: [connection("HTTP", { host: "https://api.stranger.example", base_path: "/" })],
      says: "api.stranger.example",
    },
    {
      name: "a connection to a service that needs no host",
      changes: [connection("BIGQUERY", { GoogleServiceAccountKeyJson: "{}" })],
      says: "bigquery.googleapis.com",
    },
    {
      name: "a provider of models that nobody knows",
      stack: STACK,
      changes: [challenger({ externalModel: { name: "m", provider: "stranger", task: "llm/v1/chat" } })],
      says: "it goes to stranger",
    },
    {
      name: "a model of Power BI's",
      stack: STACK,
      changes: [firstTask("features", { powerBiTask: { connectionResourceName: "power-bi" } })],
      says: "api.powerbi.com",
    },
    {
      name: "logs of a job's cluster in a bucket",
      stack: STACK,
      changes: [
        firstCluster("training", {
          clusterLogConf: { s3: { destination: "s3://stranger/logs", region: "eu-west-1" } },
        }),
      ],
      says: "s3://stranger",
    },
    {
      name: "a catalog in a stranger's storage",
      stack: "dev.platform",
      changes: [
        set("databricks:index/externalLocation:ExternalLocation", "unity-catalog-catalog-location", {
          url: "abfss://catalog@stranger.dfs.core.windows.net/",
        }),
      ],
      says: "stranger.dfs.core.windows.net",
      engineFree: "In the engine's run the catalog's root follows the location's address.",
    },
    {
      name: "an address in a task's parameters",
      stack: STACK,
      changes: [
        firstTask("features", {
          sparkPythonTask: {
            pythonFile: "/Workspace/Projects/flight-delay/source/pipelines/task.py",
            parameters: ["features", "--post-to=https://collect.stranger.example"],
          },
        }),
      ],
      says: "collect.stranger.example",
    },
    {
      name: "an address in an endpoint's variables",
      stack: STACK,
      changes: [
        edit("databricks:index/modelServing:ModelServing", "endpoint", ({ config }) => {
          Object.assign(config?.servedEntities?.[0] ?? {}, {
            environmentVars: { COLLECTOR: "https://collect.stranger.example" },
          });
        }),
      ],
      says: "collect.stranger.example",
    },
    {
      name: "pages that dashboards are shown in",
      changes: [
        add(
          "databricks:index/aibiDashboardEmbeddingApprovedDomainsSetting:AibiDashboardEmbeddingApprovedDomainsSetting",
          "pages",
          { aibiDashboardEmbeddingApprovedDomains: { approvedDomains: ["*.stranger.example"] } },
        ),
      ],
      says: "*.stranger.example",
    },
    {
      name: "any page that dashboards are shown in",
      changes: [
        add(
          "databricks:index/aibiDashboardEmbeddingAccessPolicySetting:AibiDashboardEmbeddingAccessPolicySetting",
          "pages",
          { aibiDashboardEmbeddingAccessPolicy: { accessPolicyType: "ALLOW_ALL_DOMAINS" } },
        ),
      ],
      says: "any host",
    },
    {
      name: "serverless compute that reaches a stranger",
      changes: [
        add("databricks:index/accountNetworkPolicy:AccountNetworkPolicy", "out", {
          egress: {
            networkAccess: {
              restrictionMode: "RESTRICTED_ACCESS",
              allowedInternetDestinations: [
                { destination: "collect.stranger.example", internetDestinationType: "DNS_NAME" },
              ],
            },
          },
        }),
      ],
      says: "collect.stranger.example",
    },
  ],
  leftAlone: [
    {
      name: "the retraining workflow of the environment's region",
      stack: STACK,
      changes: [
        set(DESTINATION, "retraining", {
          "config.genericWebhook.url": "https://prod-17.westeurope.logic.azure.com:443/workflows/w",
        }),
      ],
    },
    {
      name: "an address that people are told of",
      stack: STACK,
      changes: [set("databricks:index/job:Job", "training", { description: "See https://wiki.stranger.example." })],
    },
    {
      name: "a folder in the environment's own storage",
      changes: [
        set("databricks:index/externalLocation:ExternalLocation", "unity-catalog-catalog-location", {
          url: "abfss://catalog@lakestageproda39ff1.dfs.core.windows.net/",
        }),
      ],
    },
  ],
};
