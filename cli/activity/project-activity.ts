import type { StackPlace } from "../../infra/config";
import { type ModelState, modelState, type VersionState } from "../models/model-state";
import { CHALLENGER, CHAMPION } from "../models/version-tags";
import { printable } from "../report/shown-line";
import { type JobRun, listRuns, outcomeOf, stateWord } from "../runs/job-run";
import type { RunningPlace } from "../targets/running-place";
import { objectsIn, type ProjectObjects } from "../workspaces/project-objects";
import { type Workspace, workspacesOf } from "../workspaces/workspace";

/** What goes on in a project: its models, and the last run of each job that has run. */
export interface ProjectActivity {
  models: ModelState[];
  lastRuns: { job: string; runId: number; state: string; outcome: string | undefined; startTime: string | undefined }[];
}

/** Of those of the projects' stacks that are deployed, by their names. */
export async function projectActivities(
  place: RunningPlace,
  stacks: readonly Pick<StackPlace, "environment" | "name">[],
): Promise<ReadonlyMap<string, ProjectActivity>> {
  const workspaces = await workspacesOf(place, [...new Set(stacks.map(({ environment }) => environment))]);
  const found = await Promise.all(
    stacks.map(async ({ environment, name }): Promise<[string, ProjectActivity][]> => {
      const workspace = workspaces.find((each) => each.environment === environment);
      const objects = objectsIn(name, await place.deployment(name));
      if (!workspace || objects.jobs.length === 0) return [];
      return [[name, await activityOf(workspace, objects)]];
    }),
  );
  return new Map(found.flat());
}

async function activityOf({ client }: Workspace, { jobs, models }: ProjectObjects): Promise<ProjectActivity> {
  const [states, runs] = await Promise.all([
    Promise.all(models.map((model) => modelState(client, model))),
    Promise.all(
      jobs.map(async ({ id, name }) => {
        for await (const run of listRuns(client, id)) return [lastRun(name, run)];
        return [];
      }),
    ),
  ]);
  return { models: states, lastRuns: runs.flat() };
}

const lastRun = (job: string, run: JobRun): ProjectActivity["lastRuns"][number] => ({
  job,
  runId: run.run_id,
  state: stateWord(run),
  outcome: outcomeOf(run),
  startTime: run.start_time ? new Date(run.start_time).toISOString() : undefined,
});

/** A line for each of the models' aliases and of what waits, and one for the last runs. */
export function activityLines(activity: ProjectActivity | undefined): string[] {
  if (!activity) return [];
  const runs = activity.lastRuns.map(({ job, runId, state }) => `${job} ${state} (run ${runId})`);
  const lines = [
    ...activity.models.flatMap(modelLines),
    ...(runs.length === 0 ? [] : [`last runs: ${runs.join(", ")}`]),
  ];
  return lines.map(printable);
}

function modelLines({ model, versions }: ModelState): string[] {
  const named = [CHAMPION, CHALLENGER].flatMap((alias) =>
    versions.filter(({ aliases }) => aliases.includes(alias)).map(({ version }) => `${alias} version ${version}`),
  );
  return [
    ...(named.length === 0 ? [] : [`${model}: ${named.join(", ")}`]),
    ...versions
      .filter(({ awaitsApproval }) => awaitsApproval)
      .map(
        ({ disregarded, version }) =>
          `${model}: version ${version} waits for an approval${disregarded === undefined ? "" : ` (${disregarded})`}`,
      ),
    ...versions.flatMap((version) => {
      const why = whyNotUsed(version);
      return why === undefined ? [] : [`${model}: version ${version.version} ${why}`];
    }),
  ];
}

/** What became of a version that is not used. */
function whyNotUsed({ aliases, rejectedBy, rolledBack, validation }: VersionState): string | undefined {
  if (aliases.includes(CHAMPION)) return undefined;
  if (validation === "FAILED") return "has failed validation";
  if (rejectedBy !== undefined) return `was rejected by ${rejectedBy}`;
  return rolledBack === undefined ? undefined : `was rolled back by ${rolledBack}`;
}
