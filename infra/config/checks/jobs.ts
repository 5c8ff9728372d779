import { z } from "zod";
import { listed, suggestion } from "../../../wording/nearest";
import { task } from "../schema/project/job";
import { type Contradiction, unknownName } from "./contradiction";
import { cycleIn } from "./cycle";
import { judged, namesWithin, type SoundParts } from "./sound-parts";

/** What a package can be told, as far as the checkout shows. */
export interface PackageTasks {
  commands: readonly string[];
  /** By command; of those that do not say, nothing. */
  options: Readonly<Record<string, TaskOptions>>;
}

/** What a command may be told, and must. */
export interface TaskOptions {
  names: readonly string[];
  required: readonly string[];
}

/** Options that every task is given; see pipelines/README.md. */
const GIVEN_OPTIONS = ["environment", "catalog", "schema", "project"];

/** What the checks regard: a mistake in other settings of the job, or in one of its tasks, hides none of what they say. */
const REGARDED = z.object({ tasks: z.record(z.string(), task) });

type Tasks = z.output<typeof REGARDED>;

/** @param code undefined where the checkout does not show what the project's package has. */
export function jobProblems({ each, modelNames }: SoundParts, code: PackageTasks | undefined): Contradiction[] {
  const reserved = reservedNames(modelNames);
  return Object.entries(each.jobs).flatMap(([name, part]) =>
    [
      ...(reserved.includes(name)
        ? [{ path: [], message: `"${name}" is what a job of every project is called: take another name` }]
        : []),
      ...judged(REGARDED, part, (settings) => [
        ...graphProblems(settings, namesWithin(part, "tasks")),
        ...givenTwice(settings),
        ...(code ? [...commandProblems(settings, code.commands), ...optionProblems(settings, code, modelNames)] : []),
      ]),
    ].map((found) => ({ ...found, path: ["jobs", name, ...found.path] })),
  );
}

/** @param names of all tasks, also of those that are not well formed. */
function graphProblems({ tasks }: Tasks, names: readonly string[]): Contradiction[] {
  const dependencies = Object.entries(tasks).flatMap(([task, { dependsOn }]) => {
    const path = ["tasks", task, "dependsOn"];
    return dependsOn.flatMap((needed, index) =>
      names.includes(needed) ? [] : [{ path: [...path, index], message: unknownName("task", needed, names) }],
    );
  });
  const circle = cycleIn(names, (task) => tasks[task]?.dependsOn ?? []);
  if (!circle) return dependencies;
  const [first = ""] = circle;
  const message = `tasks wait for each other, so that none can begin: ${circle.join(" → ")}`;
  return [...dependencies, { path: ["tasks", first, "dependsOn"], message }];
}

const commandProblems = ({ tasks }: Tasks, commands: readonly string[]): Contradiction[] =>
  Object.entries(tasks).flatMap(([task, { run }]) =>
    commands.includes(run)
      ? []
      : [
          {
            path: ["tasks", task, "run"],
            message: `the project's package has no command "${run}"${suggestion(run, commands) || `; it must be ${listed(commands)}`}`,
          },
        ],
  );

const givenTwice = ({ tasks }: Tasks): Contradiction[] =>
  Object.entries(tasks).flatMap(([task, { parameters }]) =>
    GIVEN_OPTIONS.filter((option) => option in parameters).map((option) => ({
      path: ["tasks", task, "parameters", option],
      message: `every task is given "${option}" already: take it out, or give yours another name`,
    })),
  );

/** What a command is told that it does not know, is not told that it must know, and a model that nobody has. */
const optionProblems = ({ tasks }: Tasks, { options }: PackageTasks, models: readonly string[]): Contradiction[] =>
  Object.entries(tasks).flatMap(([task, { parameters, run }]) => {
    const known = options[run];
    if (!known) return [];
    const missing = known.required.filter((option) => !GIVEN_OPTIONS.includes(option) && !(option in parameters));
    const needs = { path: ["tasks", task], message: `"${run}" needs the parameter ${listed(missing)}` };
    const takes = known.names.filter((option) => !GIVEN_OPTIONS.includes(option));
    return [
      ...(missing.length > 0 ? [needs] : []),
      ...Object.entries(parameters).flatMap(([option, value]) => {
        const path = ["tasks", task, "parameters", option];
        if (GIVEN_OPTIONS.includes(option)) return [];
        if (!known.names.includes(option)) {
          const advice = suggestion(option, takes) || `; it must be ${listed(takes)}`;
          return [{ path, message: `"${run}" takes no parameter "${option}"${advice}` }];
        }
        // `{{job.parameters.model}}` is known only when it runs.
        if (option !== "model" || models.includes(value) || value.includes("{{")) return [];
        return [{ path, message: unknownName("model", value, models) }];
      }),
    ];
  });

/** Names of jobs that projects have anyway. */
const reservedNames = (models: readonly string[]): string[] => [
  "features",
  "monitoring",
  "integration-test",
  "snapshot",
  ...["training", "batch-inference", "streaming-inference", "tuning"].flatMap((kind) => [
    kind,
    ...models.map((model) => model.replaceAll("_", "-")).flatMap((model) => [`${kind}-${model}`, `${model}-${kind}`]),
  ]),
];
