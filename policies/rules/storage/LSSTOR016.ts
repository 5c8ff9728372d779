import { isSameRegion } from "../../../azure/regions";
import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR016",
  title: "Storage lies in the estate's region",
  why: `Clusters that read across regions wait for every file and pay for every byte. Data may also have to stay where they
are: a region is chosen for the whole estate, not for one account.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:PE", "WAF:CO", "WAF:SE"],
  remediation: "Leave `location` to `azure.location` of `Pulumi.yaml`.",
  example: `config:
  lakestage:azure:
    value:
      location: westeurope`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props: { location } }, report, { settings }) {
    // Without one, an account goes where its resource group is.
    if (location && !isSameRegion(location, settings.azure.location)) {
      report(`it lies in ${location}, the estate in ${settings.azure.location}`, "location");
    }
  },
});
