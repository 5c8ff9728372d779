import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { declareEstate } from "../../infra/declaration";
import { CHECKOUT } from "../harness/estate";
import { Project } from "../harness/project";
import { python } from "../harness/python";
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

/** What a laptop tells tasks, of the project's file alone: settings.py reads it as infra/ does. */
interface SaidOnALaptop {
  directory: string;
  environment: string;
  project: string;
  model: string;
  /** By task. */
  tasks: Record<string, Record<string, unknown>>;
}

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

/** The same tasks of every model of these stacks, as a laptop tells them. */
async function saidOnALaptop(directory: string, ofJobs: readonly Told[]): Promise<SaidOnALaptop[]> {
  const wanted = ofJobs
    .filter(({ task }) => task === "train")
    .map(({ options: { environment, model, project } }) => ({ directory, environment, project, model }));
  const { exitCode, output } = await python("pipelines", ["-c", ON_A_LAPTOP, JSON.stringify(wanted)], {
    PYTHONPATH: "src",
    MLFLOW_DISABLE_TELEMETRY: "true",
  });
  if (exitCode !== 0) throw new Error(output);
  return JSON.parse(output);
}

const ON_A_LAPTOP = `
import json, sys
from pathlib import Path
from lakestage_pipelines import parameters as of
from lakestage_pipelines.settings import cycle_parameters, read_project
from lakestage_pipelines.tasks.cycle import told

TASKS = {
    "train": of.TrainParameters, "validate": of.ValidateParameters, "approve": of.ApproveParameters,
    "deploy": of.DeployParameters, "score": of.ScoreParameters, "monitor": of.MonitorParameters,
}

def said(each):
    given = of.LocalParameters(environment=each["environment"], project=each["project"], model=each["model"])
    cycle = cycle_parameters(read_project(Path(each["directory"], "projects"), given.project, given.environment), given)
    tasks = {name: told(task, cycle, model_uri="models:/a/1") for name, task in TASKS.items()}
    return {name: values.model_dump(mode="json", by_alias=True, exclude_none=True) for name, values in tasks.items()}

print(json.dumps([each | {"tasks": said(each)} for each in json.loads(sys.argv[1])]))
`;

/** What is of the place that a task runs in, or of the run. */
const NOT_THE_PROJECTS = [
  ...["catalog", "experiment", "endpoint", "local", "model-uri", "rows", "run-id", "git-commit", "monitoring-schema"],
];

/** Where a job says something else to a task than a laptop does. */
function differences({ options, task, where }: Told, said: SaidOnALaptop): string[] {
  const onALaptop = new Map(
    Object.entries(said.tasks[task] ?? {}).map(([name, value]) => [name.replaceAll("_", "-"), value]),
  );
  const names = new Set([...Object.keys(options), ...onALaptop.keys()]);
  return [...names].flatMap((name) => {
    if (NOT_THE_PROJECTS.includes(name)) return [];
    const property = contract[task]?.properties?.[name];
    const unsaid = typeof property === "object" ? (property.default ?? undefined) : undefined;
    const onLaptop = onALaptop.get(name) ?? unsaid;
    const text = options[name];
    const inJob = text === undefined ? unsaid : typeof onLaptop === "string" ? text : JSON.parse(text);
    return isDeepStrictEqual(inJob, onLaptop)
      ? []
      : [`${where}: ${name} is ${JSON.stringify(inJob)} in the job, ${JSON.stringify(onLaptop)} on a laptop`];
  });
}

/** `--name=value` */
function optionIn(text: string): [name: string, value: string] {
  const [, name = "", value = ""] = /^--([^=]+)=(.*)$/s.exec(text) ?? [];
  return [name, value];
}

/** What the text of an option stands for: itself where text is wanted, else JSON. */
function valueIn(text: string, option: z.core.JSONSchema.JSONSchema | boolean | undefined): unknown {
  if (typeof option !== "object") return text;
  const types = [option, ...(option.anyOf ?? [])].map((each) => (typeof each === "object" ? each.type : undefined));
  return types.includes("string") ? text : JSON.parse(text);
}

/** What is wrong with what a task is told: an option that it does not have, one that it lacks, a value of another type. */
function mistakesOf({ options, task, where }: Told): string[] {
  const schema = contract[task];
  if (!schema) return [`${where}: there is no task ${task}`];
  const values = Object.entries(options).map(([name, text]) => [name, valueIn(text, schema.properties?.[name])]);
  const result = z.fromJSONSchema(schema).safeParse(Object.fromEntries(values));
  return result.success ? [] : result.error.issues.map(({ message, path }) => `${where}: ${path.join(".")} ${message}`);
}

const read = (file: string) => parse(readFileSync(join(CHECKOUT, file), "utf8"));

let told: Told[];
let laptop: SaidOnALaptop[];

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
  const ofVaried = await toldIn(varied.directory);
  told = [...ofVaried, ...(await toldIn(withSnapshots.directory))];
  laptop = await saidOnALaptop(varied.directory, ofVaried);
  for (const project of [varied, withSnapshots]) project.dispose();
}, 300_000);

test("jobs tell each task what it may be told, and all that it must be", () => {
  expect(told.filter(({ task }) => !OWN_COMMANDS.includes(task)).flatMap(mistakesOf)).toEqual([]);
});

test("they run every task, but the one that is for a laptop", () => {
  const run = new Set(told.map(({ task }) => task));
  expect(Object.keys(contract).filter((task) => !run.has(task))).toEqual(["local"]);
});

test("a laptop tells each task what the declared jobs do", () => {
  const compared = laptop.flatMap((said) =>
    told
      .filter(({ options, task, where }) => {
        const [stack = "", job = ""] = where.split(" ");
        const isOfModel =
          options.model === said.model ||
          told.some((other) => other.where === `${stack} ${job} train` && other.options.model === said.model);
        return (
          stack === `${said.environment}.${said.project}` &&
          task in said.tasks &&
          isOfModel &&
          /^(training|batch-inference|monitoring)/.test(job) &&
          options.environment === said.environment
        );
      })
      .map((each) => ({ task: each.task, found: differences(each, said) })),
  );
  expect(compared.flatMap(({ found }) => found)).toEqual([]);
  expect([...new Set(compared.map(({ task }) => task))].sort()).toEqual([
    "approve",
    "deploy",
    "monitor",
    "score",
    "train",
    "validate",
  ]);
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
