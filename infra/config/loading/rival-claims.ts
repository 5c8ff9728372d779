import { endpointName, monitoringSchemaOf, schemaOf, snapshotSchemaOf } from "../names";
import type { Problem } from "../yaml/problem";
import { isRecord } from "../yaml/stack-file";
import type { ProjectSources } from "./project-sources";

/** Something that only one project of an environment can have. */
interface Claim {
  project: string;
  what: "schema" | "endpoint";
  name: string;
  /** Whether the project's file names it; else it follows from the project's name. */
  said: boolean;
  problem: (message: string) => Problem;
}

/** Two projects that claim the same. */
export interface Rivalry {
  projects: readonly [string, string];
  problem: Problem;
}

const ADVICE = {
  schema: "set schema: to another name",
  endpoint: "call one of the two models otherwise",
} as const satisfies Record<Claim["what"], string>;

/**
 * What no project's own check can see: two projects that claim one schema, or one name of an endpoint. Claims hold for
 * all environments: what is apart in dev and one in prod would surprise. Those with unreadable files claim nothing.
 */
export function rivalClaims(projects: readonly ProjectSources[], environments: readonly string[]): Rivalry[] {
  const claims = projects
    .filter(({ unreadable }) => unreadable.length === 0)
    .flatMap((project) => environments.flatMap((environment) => claimsOf(project, environment, environments)));
  // Who has a name by itself keeps it before one who chose it.
  claims.sort((one, other) => Number(one.said) - Number(other.said));
  const holders = new Map<string, string>();
  const seen = new Set<string>();
  return claims.flatMap(({ name, problem, project, what }) => {
    const holder = holders.get(`${what} ${name}`) ?? project;
    holders.set(`${what} ${name}`, holder);
    // A project's two schemas collide with another's two together: that is one mistake.
    const rivalry = `${what} ${project} ${holder}`;
    if (holder === project || seen.has(rivalry)) return [];
    seen.add(rivalry);
    const told = `${what} "${name}" is that of project "${holder}" already: ${ADVICE[what]}`;
    return [{ projects: [holder, project], problem: problem(told) }];
  });
}

function claimsOf(sources: ProjectSources, environment: string, environments: readonly string[]): Claim[] {
  const { project } = sources;
  const layers = sources.layers(environment);
  const { models, schema } = layers.merged();
  const said = typeof schema === "string";
  const own = said ? schema : schemaOf(project);
  const served = Object.entries(isRecord(models) ? models : {}).filter(([, model]) => isServed(model));
  return [
    // The schemas of the project's metrics and snapshots are its own too.
    ...[own, monitoringSchemaOf(own), ...environments.map((source) => snapshotSchemaOf(own, source))].map((name) => ({
      project,
      what: "schema" as const,
      name,
      said,
      problem: (message: string) => layers.problemAt(["schema"], message),
    })),
    ...served.map(([model, settings]) => ({
      project,
      what: "endpoint" as const,
      name: endpointName(project, deployedAs(model, settings)),
      said: false,
      problem: (message: string) => layers.problemAtKey(["models", model], message),
    })),
  ];
}

const deployedAs = (model: string, settings: unknown): string =>
  isRecord(settings) && typeof settings.previously === "string" ? settings.previously : model;

const isServed = (model: unknown): boolean =>
  isRecord(model) && Array.isArray(model.inference) && model.inference.includes("online");
