import { isPlainCredential } from "../../../infra/config";
import { ALWAYS, type PolicyResource, stackRule } from "../../rule";

/** Where other rules look for secrets: in jobs' clusters and parameters, in endpoints, in tags. */
const LOOKED_AT_ELSEWHERE = [
  /:Job (?:.*\.)?(sparkConf|sparkEnvVars|dockerImage)\b/,
  /:Job (?:.*\.)?\w*([pP]arameters|Params)\b/,
  /:ModelServing (?:.*\.)?(environmentVars|externalModel)\b/,
  /:\w+ tags\b/,
  // Settings give them as secrets of Pulumi's, and no identity can stand in for them.
  /:NotificationDestination config\b/,
];

export const rule = stackRule({
  id: "LSPROT014",
  title: "No property looks like a secret in the clear",
  why: `What the program says of a resource lies in Pulumi's state and in previews, for everybody who may read those, whether or not
it was made up on the way. A secret that was there once is known, and has to be changed.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Put the secret into the secret scope or the key vault by hand or by its own pipeline, and refer to it; an identity of Azure's needs none. Then change the secret.",
  example: `sparkConf: { "spark.api.key": "{{secrets/lakestage/weather-api-key}}" }`,
  types: [],
  check(stack, report) {
    for (const resource of stack.resources) {
      for (const path of secretsIn(resource)) report(`${path} is a secret in the clear`, resource, path);
    }
  },
});

/** Paths of the secrets that a resource says. */
function* secretsIn(resource: PolicyResource): Generator<string> {
  for (const { name, path, value } of textsIn(resource.props)) {
    if (value === "") continue;
    // What a service made up is known to the engine as a secret, if it is one: an address with a signature.
    if (isFromResource(resource, path)) continue;
    if (!isLookedAtElsewhere(resource, path) && isPlainCredential(name, value)) yield path;
  }
}

const isFromResource = ({ propertyDependencies }: PolicyResource, path: string): boolean =>
  (propertyDependencies[path.split(/[.[]/)[0] ?? ""] ?? []).length > 0;

const isLookedAtElsewhere = ({ type }: PolicyResource, path: string): boolean =>
  LOOKED_AT_ELSEWHERE.some((place) => place.test(`${type} ${path}`));

interface Text {
  /** What tells what it is: the property's name, or that of the object whose value it is. */
  name: string;
  path: string;
  value: string;
}

/** Every text in a resource's properties, and in those that are JSON. */
function* textsIn(value: unknown, path = "", name = ""): Generator<Text> {
  if (typeof value === "string") {
    const parsed = parsedJson(value);
    if (parsed === undefined) yield { name, path, value };
    else for (const { name, value } of textsIn(parsed)) yield { name, path, value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, `${path}[${index}]`, name);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield* textsIn(
        part,
        path === "" ? key : `${path}.${key}`,
        /^(value|defaultValue|default)$/.test(key) ? name : key,
      );
    }
  }
}

function parsedJson(text: string): object | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
