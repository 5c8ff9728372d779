import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileOf, lockedJars } from "../../sandbox/compute/data-server/jars";
import { program } from "../../sandbox/compute/data-server/program";

/** A Spark Connect server with Delta and nothing of the sandbox's: no catalog but its own, and no principals. */
export interface PlainSpark {
  /** What SPARK_REMOTE names. */
  remote: string;
  stop(): Promise<void>;
}

const READY_WITHIN = 180_000;

const DATA_SERVER = join(__dirname, "..", "..", "sandbox", "compute", "data-server");

/** Spark reaches into these packages of Java's. */
const OPENED = [
  ...[
    "lang",
    "lang.invoke",
    "lang.reflect",
    "io",
    "net",
    "nio",
    "util",
    "util.concurrent",
    "util.concurrent.atomic",
  ].map((name) => `java.base/java.${name}`),
  ...["jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar"].map(
    (name) => `java.base/${name}`,
  ),
];

/**
 * @param python What runs the functions that tasks send to Spark.
 * @param more settings that differ from the tests' own.
 * @throws Error with the server's own words, where it does not come up.
 */
export async function plainSpark(python: string, more: Record<string, string> = {}): Promise<PlainSpark> {
  const { classPath, java } = await program(process.env, () => {});
  // Also those that the sandbox does not run with: Derby is a database that tests write to.
  const jars = lockedJars().map((jar) => fileOf(dirname(classPath.at(-1) ?? ""), jar));
  const folder = mkdtempSync(join(tmpdir(), "lakestage-spark-"));
  const port = await freePort();
  const settings = {
    "spark.app.name": "tests",
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": String(port),
    "spark.local.dir": folder,
    "spark.sql.warehouse.dir": join(folder, "warehouse"),
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    // Of few rows, planning costs more than computing: one partition, and plans that are made once.
    "spark.sql.shuffle.partitions": "1",
    "spark.databricks.delta.snapshotPartitions": "1",
    // Else VACUUM looks for files in ten thousand parts.
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    // Nor is a class for each stage worth compiling.
    "spark.sql.codegen.wholeStage": "false",
    // Of thousands of queries nobody looks at the plans, which would fill the memory.
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
    "spark.sql.ui.retainedExecutions": "1",
    // Else rows that a task hands over are computed with while planning, one after the other, and all held in memory.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation",
    ...more,
  };
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const server = spawn(
    java,
    [
      "-Xmx1g",
      "-Xmn400m",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      // With one compiler Java has room for 48 MB of code; Spark fills that in minutes, and then compiles nothing more.
      "-XX:ReservedCodeCacheSize=256m",
      // Else it tells of every step of every query.
      `-Dlog4j2.configurationFile=${join(DATA_SERVER, "log4j2.properties")}`,
      ...OPENED.map((each) => `--add-opens=${each}=ALL-UNNAMED`),
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
      "-cp",
      jars.join(":"),
      "org.apache.spark.sql.connect.service.SparkConnectServer",
    ],
    {
      cwd: folder,
      env: { ...process.env, PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python },
      stdio: ["ignore", output, output],
    },
  );
  closeSync(output);
  const ended = once(server, "exit");
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN;
  while (!(await listens(port))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const said = readFileSync(log, "utf8").slice(-2000);
      await stop();
      throw new Error(`Spark did not start:\n${said}`);
    }
    await pause(200);
  }
  return { remote: `sc://127.0.0.1:${port}`, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
