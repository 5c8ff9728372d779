import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";
import type { EnvironmentSettings } from "../config";
import type { Surroundings } from "./surroundings";

/*
 * Providers are told where to go, never who they are: credentials come from the environment that the engine runs in
 * (`az login`, a pipeline's federated token, DATABRICKS_TOKEN).
 */

/** Azure, in the subscription of the settings and no other, whatever `az account set` says. */
export const azureProvider = ({ azure }: EnvironmentSettings): pulumi.ProviderResource =>
  new AzureProvider("azure", { subscriptionId: azure.subscriptionId, tenantId: azure.tenantId });

/** The Databricks account. */
export const accountProvider = (
  { account }: EnvironmentSettings,
  { accountHost = account.host }: Surroundings,
): pulumi.ProviderResource => new databricks.Provider("account", { host: accountHost, accountId: account.id });

/** A workspace, once Azure has told its host. */
export const workspaceProvider = (
  host: pulumi.Input<string>,
  options: pulumi.ResourceOptions,
): pulumi.ProviderResource => new databricks.Provider("workspace", { host }, options);
