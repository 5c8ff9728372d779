import type { NewCluster } from "../../compute/cluster-attributes";
import type { JobSettings, JobTask } from "./job-settings";

/** The settings with each cluster that the job's runs make changed. */
export function withClusters(settings: JobSettings, change: (cluster: NewCluster) => NewCluster): JobSettings {
  const { job_clusters: shared, tasks } = settings;
  const changed = <Holder extends { new_cluster?: NewCluster }>(holder: Holder): Holder =>
    holder.new_cluster ? { ...holder, new_cluster: change(holder.new_cluster) } : holder;
  const changedTask = ({ for_each_task: loop, ...task }: JobTask): JobTask => ({
    ...changed(task),
    ...(loop ? { for_each_task: { ...loop, task: changed(loop.task) } } : {}),
  });
  return {
    ...settings,
    ...(shared ? { job_clusters: shared.map(changed) } : {}),
    ...(tasks ? { tasks: tasks.map(changedTask) } : {}),
  };
}
