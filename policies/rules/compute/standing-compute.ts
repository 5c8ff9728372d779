import { BEYOND_DEVELOPMENT, unwantedTypesRule } from "../../rule";

/** What these are, that stand beside jobs' clusters and the warehouse. */
const STANDING = new Map([
  ["databricks:index/cluster:Cluster", "it is a cluster that waits for people"],
  ["databricks:index/globalInitScript:GlobalInitScript", "it is a script that every cluster of the workspace runs"],
  ["databricks:index/instancePool:InstancePool", "it is machines that wait to be used"],
  ["databricks:index/library:Library", "it is a library on a cluster that waits for people"],
  ["databricks:index/mount:Mount", "it is a mount that everybody in the workspace reads with one credential"],
]);

export const rule = unwantedTypesRule({
  id: "LSCOST023",
  title: "Nothing that computes stands beside jobs, endpoints and the SQL warehouse",
  why: `Outside of development, compute comes and goes with the runs of jobs, within a policy, as one identity. A cluster, a pool
or a script for all clusters stands outside of that, whether anybody uses it or not.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:SE"],
  remediation: "Remove the resource. Let a job do the work, on a cluster of its own or on serverless compute.",
  example: "jobs:\n  nightly:\n    tasks:\n      load: { run: load }",
  unwanted: STANDING,
});
