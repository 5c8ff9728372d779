import type { z } from "zod";
import type { settingsSchema } from "../schema/settings";

type SettingsInput = z.input<typeof settingsSchema>;

/** One way in which an environment's settings may differ from the shipped ones. */
export interface Variation {
  /** What is different, in a few words. */
  name: string;
  /** Azure cannot change this of what is there: it varies only in an environment that is deployed for the first time. */
  onlyWhenNew?: true;
  /** The sections that change, whole, from the shipped ones. */
  change: (shipped: SettingsInput) => Partial<SettingsInput>;
}

/** Stands for Azure Databricks in the tenant. */
const DATABRICKS_OBJECT_ID = "a1b2c3d4-0001-4000-8000-00000000000d";

/**
 * The other values of every setting: whatever holds for the shipped settings (an `up` that leaves nothing to do, a
 * `destroy` that leaves nothing behind) must hold for these.
 */
export const VARIATIONS: readonly Variation[] = [
  {
    name: "customer-managed keys",
    change: ({ azure, keyVault, workspace }) => ({
      azure: { ...azure, databricksObjectId: DATABRICKS_OBJECT_ID },
      keyVault: { ...keyVault, purgeProtection: true },
      workspace: { ...workspace, customerManagedKeys: true },
    }),
  },
  {
    name: "private endpoints off",
    change: ({ network }) => ({ network: { ...network, privateEndpoints: false } }),
  },
  {
    name: "public access off",
    // Lists of addresses would have no effect.
    change: ({ network, workspace }) => ({
      network: { ...network, publicAccess: false },
      workspace: { ...workspace, ipAccessList: [] },
    }),
  },
  {
    name: "smallest network",
    onlyWhenNew: true,
    change: ({ network }) => ({ network: { ...network, cidr: "10.99.0.0/24" } }),
  },
  {
    name: "IP access list on, switches set",
    change: ({ workspace }) => ({
      workspace: {
        ...workspace,
        ipAccessList: ["192.0.2.0/24", "198.51.100.17"],
        configuration: { enableResultsDownloading: false, enableExportNotebook: false, maxTokenLifetimeDays: 30 },
      },
      retraining: { callerAddresses: ["192.0.2.77"] },
    }),
  },
  {
    name: "an IP access list that clusters have to pass",
    change: ({ network, workspace }) => ({
      network: { ...network, privateEndpoints: false },
      workspace: { ...workspace, ipAccessList: ["198.51.100.17"] },
      retraining: { callerAddresses: ["192.0.2.77"] },
    }),
  },
  {
    name: "another way out than a NAT gateway",
    change: ({ network }) => ({ network: { ...network, natGateway: false } }),
  },
  {
    name: "guards on",
    change: () => ({ protection: { lock: true, deletion: true, forceDestroy: false } }),
  },
  {
    name: "guards off",
    change: () => ({ protection: { lock: false, deletion: false, forceDestroy: true } }),
  },
  {
    name: "Slack, Teams and a webhook instead of e-mail",
    change: () => ({
      notifications: {
        email: [],
        slack: { url: "https://slack.invalid/services/variation" },
        teams: { url: "https://teams.invalid/webhook/variation" },
        webhook: { url: "https://hook.invalid/variation", username: "lakestage", password: "https://secret.invalid/" },
      },
    }),
  },
  {
    name: "nobody is notified",
    change: () => ({ notifications: {} }),
  },
  {
    name: "secret scope on the key vault",
    change: ({ azure }) => ({
      azure: { ...azure, databricksObjectId: DATABRICKS_OBJECT_ID },
      secrets: { scope: "vault-secrets", backend: "keyVault" },
    }),
  },
  {
    name: "copies of the data in three zones and another region",
    onlyWhenNew: true,
    change: () => ({ storage: { redundancy: "GZRS" } }),
  },
  {
    name: "longer soft delete, and temporary data",
    change: ({ storage }) => ({ storage: { ...storage, softDeleteDays: 30, temporaryDataDays: 3 } }),
  },
  {
    name: "copies of the data in another region",
    change: () => ({ storage: { redundancy: "GRS" } }),
  },
  {
    name: "shortest soft delete of the key vault",
    onlyWhenNew: true,
    change: ({ keyVault }) => ({ keyVault: { ...keyVault, softDeleteDays: 7 } }),
  },
  {
    name: "longer logs with a daily limit",
    change: () => ({ monitoring: { logRetentionDays: 365, dailyLimitGb: 5 } }),
  },
  {
    name: "another budget",
    change: () => ({
      budget: { monthlyAmount: 50, warnAtPercent: [50, 75, 90, 100, 120], emails: ["finance@lakestage.example"] },
    }),
  },
  {
    name: "other compute",
    change: () => ({
      compute: {
        sparkVersion: "16.4.x-cpu-ml-scala2.12",
        nodeTypes: ["Standard_E4ds_v5"],
        maxWorkers: 8,
        autoTerminationMinutes: 60,
        clustersPerUser: 2,
        warehouse: { size: "Small", maxClusters: 3, autoStopMinutes: 5, serverless: true },
      },
    }),
  },
  {
    name: "another catalog, read by nobody else",
    change: () => ({ unityCatalog: { catalog: "mlops_variation", readOnlyIn: [] } }),
  },
  {
    name: "snapshots instead of reading",
    // Where nobody reads, there is nobody to copy for.
    change: ({ unityCatalog }) => ({
      unityCatalog: {
        ...unityCatalog,
        prodAccess: unityCatalog?.readOnlyIn?.length ? "snapshot" : "binding",
      },
    }),
  },
  {
    name: "deployed by hand only",
    change: () => ({ identity: {} }),
  },
  {
    name: "deployed by GitHub only",
    change: () => ({ identity: { github: { organization: "another-example", repository: "estate" } } }),
  },
  {
    name: "deployed by GitHub, whose ids are known",
    change: () => ({
      identity: {
        github: {
          organization: "another-example",
          repository: "estate",
          organizationId: 204718365,
          repositoryId: 1098734521,
        },
      },
    }),
  },
  {
    name: "deployed by Azure Pipelines only",
    change: () => ({
      identity: {
        azureDevOps: {
          organization: "another-example",
          organizationId: "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e002",
          project: "estate",
          serviceConnection: "databricks",
        },
      },
    }),
  },
  {
    name: "deployed by Azure Pipelines, for whose connections Microsoft Entra ID signs",
    change: () => ({
      identity: {
        azureDevOps: {
          organization: "another-example",
          organizationId: "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e002",
          project: "estate",
          entraSubjects: {
            "lakestage-dev":
              "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e002/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01",
            "lakestage-dev-preview":
              "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e002/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a02",
          },
        },
      },
    }),
  },
  {
    name: "another name for everything",
    onlyWhenNew: true,
    change: ({ azure }) => ({ azure: { ...azure, prefix: "mlops" } }),
  },
  {
    name: "other tags",
    change: ({ azure }) => ({ azure: { ...azure, tags: { "cost-center": "4711" } } }),
  },
  {
    name: "another stage's access",
    change: ({ environment }) => ({
      environment: { stage: environment.stage === "staging" ? "development" : "staging" },
    }),
  },
  {
    name: "others are trusted",
    change: () => ({
      trust: {
        gitOrganizations: ["github.com/lakestage-example", "dev.azure.com/another-example"],
        packageIndexes: ["https://packages.lakestage.example/simple/"],
        imageRegistries: ["lakestage.azurecr.io/ml"],
        emailDomains: ["lakestage.example", "hospital.example"],
        hosts: ["hooks.lakestage.example", "*.models.example"],
        recipients: ["hospital"],
        subscriptions: ["5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a02"],
      },
    }),
  },
  {
    name: "a longer cool-down of retraining",
    change: () => ({ retraining: { coolDownMinutes: 1440 } }),
  },
];
