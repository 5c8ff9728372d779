import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { METRICS } from "../infra/config/schema/project/model";
import { chosenCases } from "./harness/chosen-cases";
import { CHECKOUT } from "./harness/estate";
import { type PlainSpark, plainSpark } from "./harness/plain-spark";
import { lockedPython, python } from "./harness/python";
import { PROJECT_CONTRACT, projectContract, TASK_CONTRACT, taskContract } from "./harness/task-contract";

const MINUTES = 60_000;

/** The package is used from its sources, and learns with one thread: those that wait for another keep Spark waiting. */
const ENVIRONMENT = { PYTHONPATH: "src", MLFLOW_DISABLE_TELEMETRY: "true", OMP_NUM_THREADS: "1" };

/** What the sandbox starts tasks with. */
const PROCESSES = "../sandbox/compute/python";
/** What benchmarks run in it. */
const BENCH_TASKS = "../bench/jobs/tasks";

/** Those that take tables through whole tasks, one after the other, for minutes; the others are always run. */
const LONG = new Set(["approval", "features", "local", "monitor", "promotion", "scoring", "tables"]);

/** The pipelines' tests, which nothing of the command, the components or the control plane could fail. */
const files = (): string[] =>
  chosenCases({
    name: "files with tests of the pipelines",
    cases: readdirSync(join(CHECKOUT, "pipelines", "tests")).filter((name) => /^test_.*\.py$/.test(name)),
    inSample: (name) => !LONG.has(name.replace(/^test_|\.py$/g, "")),
    touchedBy: (file) =>
      /^(pipelines|projects)\/|jars\.lock\.json$|^test\/(pipelines\.test|harness\/plain-spark)\.ts$/.test(file),
  }).map((name) => join("tests", name));

/** The pipelines' own tests and checks, in Python: they need Spark, and no sandbox. */
describe("the pipelines", () => {
  let spark: PlainSpark | undefined;
  let given: Record<string, string> = {};

  const succeed = async (...args: string[]): Promise<string> => {
    const { exitCode, output } = await python("pipelines", args, { ...ENVIRONMENT, ...given });
    if (exitCode !== 0) throw new Error(output);
    return output;
  };

  afterAll(() => spark?.stop());

  test(
    "pass their tests, of which none is skipped",
    async () => {
      spark = await plainSpark(join(await lockedPython("pipelines", join(CHECKOUT, "pipelines")), "python"));
      given = { SPARK_REMOTE: spark.remote };
      const printed = await succeed("-m", "pytest", "-q", "--no-header", ...files());
      expect(printed).not.toContain("skipped");
      const [, passed, left] = /(\d+) passed(?:, (\d+) deselected)?/.exec(printed) ?? [];
      expect(Number(passed)).toBeGreaterThan(0);
      if (left) process.stderr.write(`${passed} tests of the pipelines. The other ${left}: npm run test:all\n`);
    },
    25 * MINUTES,
  );

  test(
    "are formatted, as what starts them in the sandbox is, free of what the linter knows, and typed throughout",
    async () => {
      const all = ["--no-cache", "--config", "pyproject.toml", ".", PROCESSES, BENCH_TASKS];
      await succeed("-m", "ruff", "format", "--check", ...all);
      await succeed("-m", "ruff", "check", ...all);
      await succeed("-m", "mypy");
      await succeed("-m", "mypy", PROCESSES);
    },
    10 * MINUTES,
  );

  test(
    "say what they may be told, and what projects are about: npm run generate writes it down",
    async () => {
      expect(await taskContract()).toBe(readFileSync(TASK_CONTRACT, "utf8"));
      expect(await projectContract()).toBe(readFileSync(PROJECT_CONTRACT, "utf8"));
    },
    2 * MINUTES,
  );

  test(
    "log the metrics that project files may have thresholds on",
    async () => {
      const printed = await succeed("-c", METRIC_NAMES);
      const declared = Object.entries(METRICS).map(([task, names]) => [task, [...names].sort()]);
      expect(JSON.parse(printed)).toEqual(Object.fromEntries(declared));
    },
    2 * MINUTES,
  );
});

const METRIC_NAMES = `
import json
from lakestage_pipelines.metrics import METRICS
print(json.dumps({task: sorted(metrics) for task, metrics in METRICS.items()}))
`;
