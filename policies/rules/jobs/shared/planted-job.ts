import { type Change, edit, set, type Writable } from "../../../cases/planted";
import type { Job } from "./job-parts";

const JOB = "databricks:index/job:Job";

type Task = NonNullable<Writable<Job>["tasks"]>[number];
type Cluster = NonNullable<NonNullable<NonNullable<Writable<Job>["jobClusters"]>[number]>["newCluster"]>;

/** A declared job with other values. */
export const job = (name: string, values: Partial<Writable<Job>>): Change => set(JOB, name, values);

/** A declared job whose first task has other values. */
export const firstTask = (name: string, values: Partial<Task>): Change =>
  edit(JOB, name, (inputs) => {
    Object.assign(found(inputs.tasks?.[0]), values);
  });

/** A declared job whose first cluster has other values. */
export const firstCluster = (name: string, values: Partial<Cluster>): Change =>
  edit(JOB, name, (inputs) => {
    Object.assign(found(inputs.jobClusters?.[0]?.newCluster), values);
  });

/** An example that changes nothing would prove nothing. */
function found<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error("the declared job has no such part");
  return part;
}
