import { isSameRegion } from "../../../azure/regions";
import { resourcesOf } from "../../replaced-rules";
import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS019",
  replaces: { LSSTOR016: resourcesOf("azure-native:storage:StorageAccount") },
  title: "Workspace, storage, key vault and logs lie in the estate's region",
  why: `Tables, notebooks, keys and logs in another region may be under another law; clusters that read across regions wait for
every file and pay for every byte. A workspace in another region than the metastore's cannot use it at all.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:CO", "WAF:PE", "Azure.Resource.AllowedRegions"],
  remediation: "Take `location` from `lakestage:azure.location` in Pulumi.yaml.",
  example: `# Pulumi.yaml
config:
  lakestage:azure:
    value:
      location: westeurope`,
  types: [
    "azure-native:databricks:Workspace",
    "azure-native:databricks:AccessConnector",
    "azure-native:keyvault:Vault",
    "azure-native:operationalinsights:Workspace",
    "azure-native:storage:StorageAccount",
  ],
  check({ props }, report, { settings }) {
    const { location } = props;
    // Without a location the provider takes the resource group's.
    if (location && !isSameRegion(location, settings.azure.location)) {
      report(`the location is ${location}, the estate's is ${settings.azure.location}`, "location");
    }
  },
});
