/** Runtimes that cluster policies look up when a cluster starts. */
export const RUNTIMES_BY_AGE = ["latest", "latest-lts", "prev-major", "prev-lts"].flatMap((age) => [
  `auto:${age}`,
  `auto:${age}-ml`,
]);

/** Whether text is what a cluster's `spark_version` may be: one of those, or a version such as `16.4.x-cpu-ml-scala2.12`. */
export const isRuntime = (text: string): boolean =>
  RUNTIMES_BY_AGE.includes(text) || /^(\d+\.\d+\.x(-[a-z0-9]+)*-scala2\.1\d|(custom|apache-spark-)\S+)$/.test(text);
