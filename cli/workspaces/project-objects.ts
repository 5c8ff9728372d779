import { objectOf, textOf, valuesOf } from "../../databricks-client";
import { didYouMean, listed } from "../../wording/nearest";
import { CommandError } from "../command-error";
import { type Deployment, ownResources, type ResourceState } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { RunningPlace } from "../targets/running-place";
import { atTarget } from "../targets/target";

/** A job of a project. */
export interface ProjectJob {
  /** As the project's file calls it: `training`. */
  name: string;
  id: number;
  /** In the workspace: `flight-delay-training`. */
  jobName: string;
}

/** A serving endpoint of a project. */
export interface ProjectEndpoint {
  name: string;
  /** Full names of the models that it serves. */
  models: string[];
}

/** What a project's last deployment made, as far as people work with it. */
export interface ProjectObjects {
  /** `dev.flight-delay`. */
  stack: string;
  jobs: ProjectJob[];
  /** Full names. */
  models: string[];
  /** Full names. */
  schemas: string[];
  endpoints: ProjectEndpoint[];
}

/** @throws CommandError where the project is not deployed there. */
export async function projectObjects(place: RunningPlace, stack: string): Promise<ProjectObjects> {
  const objects = objectsIn(stack, await place.deployment(stack));
  if (objects.jobs.length > 0 || objects.schemas.length > 0) return objects;
  throw new CommandError(
    `${stack} is not deployed. Deploy it: lakestage up ${stack}${atTarget(place)}`,
    ExitCode.mistake,
  );
}

/** What the stack's state holds of a project; nothing where it is not deployed. */
export function objectsIn(stack: string, deployment: Deployment | undefined): ProjectObjects {
  const made = ownResources(deployment).filter((resource) => !resource.delete);
  const ofType = (type: string): ResourceState[] => made.filter((resource) => resource.type === type);
  return {
    stack,
    jobs: ofType("databricks:index/job:Job").map(({ id, outputs, urn }) => {
      const name = urn.split("::").at(-1) ?? "";
      return { name, id: Number(id), jobName: textOf(outputs?.name) ?? name };
    }),
    models: ofType("databricks:index/registeredModel:RegisteredModel").flatMap(({ id }) => id ?? []),
    schemas: ofType("databricks:index/schema:Schema").flatMap(({ id }) => id ?? []),
    endpoints: ofType("databricks:index/modelServing:ModelServing").map(({ id, outputs }) => ({
      name: textOf(outputs?.name) ?? String(id),
      models: [...new Set(servedModels(outputs?.config))],
    })),
  };
}

/** @param name as the project's file calls it, or as the workspace does. @throws CommandError that lists what there is. */
export function jobNamed({ jobs, stack }: ProjectObjects, name: string): ProjectJob {
  const found = jobs.find((job) => job.name === name) ?? jobs.find(({ jobName }) => jobName === name);
  if (found) return found;
  const names = jobs.map((job) => job.name);
  const there = names.length === 0 ? "It has no jobs." : `It has ${listed(names)}.`;
  throw new CommandError(`${stack} has no job "${name}".${didYouMean(name, names)} ${there}`, ExitCode.mistake);
}

/**
 * @param name in full, or the last part of it. Default: the project's only model.
 * @throws CommandError that lists what there is.
 */
export function modelNamed({ models, stack }: ProjectObjects, name: string | undefined): string {
  const short = models.map((model) => model.split(".").at(-1) ?? model);
  if (name === undefined) {
    const [only] = models;
    if (only !== undefined && models.length === 1) return only;
    const say = models.length === 0 ? "It has no model." : `Say which model of ${stack}: ${listed(short)}.`;
    throw new CommandError(say, ExitCode.mistake);
  }
  const found = models.find((model, index) => model === name || short[index] === name);
  if (found !== undefined) return found;
  const there = models.length === 0 ? "It has none." : `It has ${listed(short)}.`;
  throw new CommandError(`${stack} has no model "${name}".${didYouMean(name, short)} ${there}`, ExitCode.mistake);
}

/** What the endpoint serves when it was deployed: always versions of one model. */
const servedModels = (config: unknown): string[] =>
  valuesOf(objectOf(config).servedEntities).flatMap(({ entityName }) => textOf(entityName) ?? []);
