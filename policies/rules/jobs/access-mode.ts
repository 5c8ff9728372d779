import { ALWAYS, resourceRule } from "../../rule";
import { clustersOf } from "./shared/job-parts";
import { ENFORCING_MODES } from "./shared/security-modes";

export const rule = resourceRule({
  id: "LSJOB015",
  title: "Job clusters enforce the privileges of Unity Catalog",
  why: `A cluster in a mode without isolation, or in one of the old ones, does not know Unity Catalog: it reads the workspace's
own metastore and mounts with credentials that everybody on it shares.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `dataSecurityMode: SINGLE_USER` on the cluster, or `USER_ISOLATION`.",
  example: `newCluster: { ..., dataSecurityMode: "SINGLE_USER" }`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      const { dataSecurityMode } = part;
      if (ENFORCING_MODES.includes(dataSecurityMode ?? "")) continue;
      const found = dataSecurityMode ? `its cluster's mode is ${dataSecurityMode}` : "its cluster names no mode";
      report(`${found}, in which Unity Catalog is not enforced`, `${path}.dataSecurityMode`);
    }
  },
});
