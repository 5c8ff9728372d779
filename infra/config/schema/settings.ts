import { z } from "zod";
import { budget, keyVault, monitoring, network, protection, storage } from "./azure";
import { compute, environment, notifications, retraining, secrets, unityCatalog, workspace } from "./databricks";
import { account, azure, groups, identity, metastore } from "./estate";
import { trust } from "./trust";

/** Sections that Pulumi.yaml sets once for all environments. An environment's file may replace one whole. */
export const estateSections = {
  account: account.describe("The Databricks account."),
  azure: azure.describe("Where in Azure the estate lives."),
  groups: groups.prefault({}).describe("The account's groups."),
  identity: identity.prefault({}).describe("Which pipelines may deploy."),
  metastore: metastore.describe("The Unity Catalog metastore."),
  trust: trust.prefault({}).describe("Where code may come from, and where messages and data may go."),
};

/** Sections that belong in Pulumi.<environment>.yaml. */
export const environmentSections = {
  environment: environment.describe("What the environment is for."),
  network: network.describe("The virtual network."),
  workspace: workspace.prefault({}).describe("The Databricks workspace."),
  unityCatalog: unityCatalog.prefault({}).describe("The environment's catalog."),
  storage: storage.prefault({}).describe("The storage account."),
  keyVault: keyVault.prefault({}).describe("The key vault."),
  monitoring: monitoring.prefault({}).describe("Logs."),
  budget: budget.prefault({}).describe("The monthly budget."),
  compute: compute.prefault({}).describe("Clusters and the SQL warehouse."),
  secrets: secrets.prefault({}).describe("The secret scope."),
  notifications: notifications.prefault({}).describe("Who hears of failures and alerts."),
  retraining: retraining.prefault({}).describe("The webhook that starts retraining."),
  protection: protection.prefault({}).describe("Guards against deletion."),
};

/** All settings of one environment: the estate's and its own. */
export const settingsSchema = z.strictObject({ ...estateSections, ...environmentSections });

export type Settings = z.output<typeof settingsSchema>;

/** A section's name, as in `lakestage:<section>`. */
export type SectionName = keyof Settings;

/** Everything that is configured about one environment, checked and with defaults filled in. */
export interface EnvironmentSettings extends Settings {
  /** The environment's name, which is its stack's. */
  name: string;
}
