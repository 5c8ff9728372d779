import type { PolicyResource } from "../../../rule";

/** Types of which Azure keeps data that cannot be made again. */
export const AZURE_DATA = [
  "azure-native:databricks:Workspace",
  "azure-native:keyvault:Key",
  "azure-native:keyvault:Vault",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:StorageAccount",
] as const;

/** Types in which Databricks keeps data, models and the records of how they came to be. */
export const DATABRICKS_DATA = [
  "databricks:index/catalog:Catalog",
  "databricks:index/externalLocation:ExternalLocation",
  "databricks:index/mlflowExperiment:MlflowExperiment",
  "databricks:index/registeredModel:RegisteredModel",
  "databricks:index/schema:Schema",
  "databricks:index/storageCredential:StorageCredential",
  "databricks:index/volume:Volume",
] as const;

/** What a resource is called, for people who do not know its type's token: `StorageAccount`. */
export const kindOf = ({ type }: PolicyResource): string => type.slice(type.lastIndexOf(":") + 1);
