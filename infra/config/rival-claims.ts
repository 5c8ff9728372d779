import { endpointName } from "./endpoint-name";
import type { Problem } from "./problem";
import { type ProjectSources, schemaOf } from "./project-sources";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";

/** Something that only one project of an environment can have. */
interface Claim {
  project: string;
  what: "schema" | "endpoint";
  name: string;
  advice: string;
  problem: (message: string) => Problem;
}

/**
 * What no project's own check can see: two projects that claim one schema, or one name of an endpoint. Claims hold for
 * all environments: what is apart in dev and one in prod would surprise.
 *
 * @param projects In alphabetical order; the later of two rivals is told. Those with unreadable files claim nothing.
 */
export function rivalClaims(projects: readonly ProjectSources[], environments: readonly string[]): Problem[] {
  const claims = projects
    .filter(({ unreadable }) => unreadable.length === 0)
    .flatMap((project) => environments.flatMap((environment) => claimsOf(project, environment)));
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const key = `${claim.what} ${claim.name}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, claim);
    if (!earlier || earlier.project === claim.project) return [];
    return [claim.problem(`${claim.what} "${claim.name}" is ${earlier.project}'s already: ${claim.advice}`)];
  });
}

function claimsOf(sources: ProjectSources, environment: string): Claim[] {
  const { project } = sources;
  const layers = sources.layers(environment);
  const { models, schema } = layers.merged();
  const own = typeof schema === "string" ? schema : schemaOf(project);
  const claim = (what: Claim["what"], name: string, path: Path, advice: string): Claim => ({
    project,
    what,
    name,
    advice,
    problem: (message) => layers.problemAt(path, message),
  });
  return [
    // The schema of the project's metrics is its own too.
    ...[own, monitoringSchemaOf(own)].map((name) => claim("schema", name, ["schema"], "set schema: to another name")),
    ...Object.entries(isRecord(models) ? models : {})
      .filter(([, model]) => isServed(model))
      .map(([model]) => claim("endpoint", endpointName(project, model), ["models", model], "call the model otherwise")),
  ];
}

const isServed = (model: unknown): boolean =>
  isRecord(model) && Array.isArray(model.inference) && model.inference.includes("online");

/** The schema that a project's monitors write their metrics to. */
export const monitoringSchemaOf = (schema: string): string => `${schema}_monitoring`;
