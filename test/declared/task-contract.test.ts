import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { declareEstate } from "../../infra/declaration";
import { CHECKOUT } from "../harness/estate";
import { Project } from "../harness/project";
import { TASK_CONTRACT } from "../harness/task-contract";
import { everyVariedProject, writeVariedProjects } from "../harness/varied-projects";

/** What a job tells a task. */
interface Told {
  /** Stack, job and task. */
  where: string;
  task: string;
  options: Record<string, string>;
}

const jobSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), default: z.string() })).default([]),
  tasks: z.array(
    z.object({
      taskKey: z.string(),
      sparkPythonTask: z.object({ parameters: z.array(z.string()) }).optional(),
      pythonWheelTask: z
        .object({ entryPoint: z.string(), namedParameters: z.record(z.string(), z.string()) })
        .optional(),
    }),
  ),
});

/** By task, the JSON Schema of its options. */
const contract = z
  .record(
    z.string(),
    z.custom<z.core.JSONSchema.JSONSchema>((schema) => schema instanceof Object),
  )
  .parse(JSON.parse(readFileSync(TASK_CONTRACT, "utf8")));

/** Of packages that varied projects have of their own. */
const OWN_COMMANDS = ["clean-up", "collect-report", "ingest", "render-report", "send-report"];

/** Everything that the jobs of the stacks in a directory tell tasks. */
async function toldIn(directory: string): Promise<Told[]> {
  const stacks = await declareEstate(directory);
  return stacks.flatMap((stack) =>
    stack.resources
      .filter(({ type }) => type === "databricks:index/job:Job")
      .flatMap(({ inputs, name }) => {
        const { parameters, tasks } = jobSchema.parse(inputs);
        const values = new Map(parameters.map((each) => [`{{job.parameters.${each.name}}}`, each.default]));
        return tasks.map(({ pythonWheelTask: wheel, sparkPythonTask: file, taskKey }): Told => {
          const [task = "", ...line] = file?.parameters ?? [];
          const options = wheel?.namedParameters ?? Object.fromEntries(line.map(optionIn));
          return {
            where: `${stack.name} ${name} ${taskKey}`,
            task: wheel?.entryPoint ?? task,
            options: Object.fromEntries(
              Object.entries(options).map(([key, value]) => [key, values.get(value) ?? value]),
            ),
          };
        });
      }),
  );
}

/** `--name=value` */
function optionIn(text: string): [name: string, value: string] {
  const [, name = "", value = ""] = /^--([^=]+)=(.*)$/s.exec(text) ?? [];
  return [name, value];
}

/** What is wrong with what a task is told: an option that it does not have, one that it lacks, a value of another type. */
function mistakesOf({ options, task, where }: Told): string[] {
  const schema = contract[task];
  if (!schema) return [`${where}: there is no task ${task}`];
  const values = Object.entries(options).map(([name, text]) => {
    const option = schema.properties?.[name];
    const isJson = typeof option === "object" && (option.type === "object" || option.type === "array");
    return [name, isJson ? JSON.parse(text) : text];
  });
  const result = z.fromJSONSchema(schema).safeParse(Object.fromEntries(values));
  return result.success ? [] : result.error.issues.map(({ message, path }) => `${where}: ${path.join(".")} ${message}`);
}

const read = (file: string) => parse(readFileSync(join(CHECKOUT, file), "utf8"));

let told: Told[];

beforeAll(async () => {
  const varied = Project.create();
  writeVariedProjects(varied, everyVariedProject());
  const withSnapshots = Project.create();
  for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "projects"]) withSnapshots.copy(file);
  const prod = read("Pulumi.prod.yaml");
  prod.config["lakestage:unityCatalog"] = { readOnlyIn: ["dev"], prodAccess: "snapshot" };
  withSnapshots.file("Pulumi.prod.yaml", stringify(prod));
  const snapshots = { tables: { predictions: { columns: ["flight_id"], where: "flight_id > 0", fraction: 0.1 } } };
  withSnapshots.file("projects/flight-delay.yaml", stringify({ ...read("projects/flight-delay.yaml"), snapshots }));
  told = (await Promise.all([varied, withSnapshots].map(({ directory }) => toldIn(directory)))).flat();
  for (const project of [varied, withSnapshots]) project.dispose();
}, 120_000);

test("jobs tell each task what it may be told, and all that it must be", () => {
  expect(told.filter(({ task }) => !OWN_COMMANDS.includes(task)).flatMap(mistakesOf)).toEqual([]);
});

test("they run every task, but the one that is for a laptop", () => {
  const run = new Set(told.map(({ task }) => task));
  expect(Object.keys(contract).filter((task) => !run.has(task))).toEqual(["local"]);
});

test.each([
  ["an option that the task does not have", { "git-comit": "0a1b2c3" }],
  ["a value of another type", { hyperparameters: "[]" }],
  ["an option that it must have", { experiment: undefined }],
])("%s is found", (_, change) => {
  const training = told.find(({ task }) => task === "train");
  const options = Object.entries({ ...training?.options, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  expect(mistakesOf({ where: "", task: "train", options: Object.fromEntries(options) })).toHaveLength(1);
});
