import { join } from "node:path";
import { CHECKOUT } from "../../test/harness/estate";
import { plainSpark } from "../../test/harness/plain-spark";
import { lockedPython } from "../../test/harness/python";

/** The catalog of a Spark that nobody governs. */
export const PLAIN_CATALOG = "spark_catalog";

/** Of the sandbox's data server, where the tests' server has others. */
const AS_IN_THE_SANDBOX = {
  "spark.sql.adaptive.enabled": "true",
  "spark.sql.codegen.wholeStage": "true",
  "spark.sql.shuffle.partitions": "2",
  "spark.databricks.delta.snapshotPartitions": "2",
};

/** Does something beside a Spark with Delta that nothing of the sandbox is in. Its variables are what Python needs to find it. */
export async function besidePlainSpark<Result>(
  work: (surroundings: Record<string, string>) => Promise<Result>,
): Promise<Result> {
  const bin = await lockedPython("pipelines", join(CHECKOUT, "pipelines"));
  const spark = await plainSpark(join(bin, "python"), AS_IN_THE_SANDBOX);
  try {
    const surroundings = { SPARK_REMOTE: spark.remote, MLFLOW_DISABLE_TELEMETRY: "true", OMP_WAIT_POLICY: "PASSIVE" };
    return await work(surroundings);
  } finally {
    await spark.stop();
  }
}
