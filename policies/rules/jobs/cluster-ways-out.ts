import { ALWAYS, resourceRule } from "../../rule";
import { type Cluster, clustersOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB026",
  title: "Nothing leads into a job's cluster, or out of it, past Unity Catalog",
  why: `Whoever signs in to a machine of a cluster, or mounts a file share there, reads what the job reads, and no privilege is asked
for. A log that goes elsewhere carries rows and parameters along.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Take the property away; `clusterLogConf` may name a volume of the environment's own catalog.",
  example: `clusterLogConf: { volumes: { destination: "/Volumes/prod/flight_delay/files/logs" } }`,
  types: ["databricks:index/job:Job"],
  check({ props }, report, { settings }) {
    const own = `/Volumes/${settings.unityCatalog.catalog ?? settings.name}/`;
    for (const { part, path } of clustersOf(props)) {
      for (const [property, what] of waysOf(part, own)) report(what, `${path}.${property}`);
    }
  },
});

function* waysOf(cluster: Cluster, own: string): Generator<[property: string, what: string]> {
  const { azureAttributes, clusterLogConf, clusterMountInfos, singleUserName, sshPublicKeys } = cluster;
  if (sshPublicKeys?.length) yield ["sshPublicKeys", "whoever has the key signs in to its machines"];
  if (clusterMountInfos?.length) yield ["clusterMountInfos", "a file share is mounted"];
  if (singleUserName?.includes("@")) yield ["singleUserName", `it is ${singleUserName}'s own`];
  const { logAnalyticsInfo } = azureAttributes ?? {};
  if (logAnalyticsInfo) yield ["azureAttributes.logAnalyticsInfo", "its logs go to a log workspace by a key"];
  if (!clusterLogConf) return;
  const log = clusterLogConf.volumes?.destination;
  if (!log?.replace(/^dbfs:/, "").startsWith(own)) yield ["clusterLogConf", `its logs leave for ${log ?? "no volume"}`];
}
