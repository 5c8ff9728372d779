import { listed, suggestion } from "../../../wording/nearest";
import type { JobSettings } from "../schema/project/project";
import { type Contradiction, unknownName } from "./contradiction";
import { cycleIn } from "./cycle";
import type { SoundParts } from "./sound-parts";

/** Options that every task is given; see pipelines/README.md. */
const GIVEN_OPTIONS = ["environment", "catalog", "schema", "project"];

/** @param commands those of the project's package; undefined where they cannot be known. */
export function jobProblems(
  { jobs, modelNames }: SoundParts,
  commands: readonly string[] | undefined,
): Contradiction[] {
  const reserved = reservedNames(modelNames);
  return Object.entries(jobs).flatMap(([name, job]) =>
    [
      ...(reserved.includes(name)
        ? [{ path: [], message: `"${name}" is what a job of every project is called: take another name` }]
        : []),
      ...graphProblems(job),
      ...optionProblems(job),
      ...(commands ? commandProblems(job, commands) : []),
    ].map((found) => ({ ...found, path: ["jobs", name, ...found.path] })),
  );
}

function graphProblems({ tasks }: JobSettings): Contradiction[] {
  const names = Object.keys(tasks);
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

const commandProblems = ({ tasks }: JobSettings, commands: readonly string[]): Contradiction[] =>
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

const optionProblems = ({ tasks }: JobSettings): Contradiction[] =>
  Object.entries(tasks).flatMap(([task, { parameters }]) =>
    GIVEN_OPTIONS.filter((option) => option in parameters).map((option) => ({
      path: ["tasks", task, "parameters", option],
      message: `every task is given "${option}" already: take it out, or give yours another name`,
    })),
  );

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
