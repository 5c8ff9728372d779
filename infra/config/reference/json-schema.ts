import type { z } from "zod";
import { ENVIRONMENT_NAME } from "../files/environments";
import { OVERRIDES } from "../loading/project-layers";
import { projectSchema } from "../schema/project/project";
import { environmentSections, estateSections } from "../schema/settings";
import { inputShape } from "../yaml/schema-shape";
import { isRecord } from "../yaml/stack-file";
import { partial, withEmptyValues } from "./partial-schema";

/** JSON Schemas by file name: what editors check and complete the settings' files with. */
export const jsonSchemas = (): Record<string, object> => ({
  "environment.schema.json": environmentFileSchema(),
  "estate.schema.json": estateFileSchema(),
  "project.schema.json": projectFileSchema(),
  "project-defaults.schema.json": projectDefaultsSchema(),
});

/** As the generated files hold it. */
export const jsonSchemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;

type JsonSchema = z.core.JSONSchema.JSONSchema;

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Of `Pulumi.<environment>.yaml`: sections directly, the estate's among them. */
const environmentFileSchema = () => ({
  $schema: DIALECT,
  title: "Settings of a Lakestage environment",
  type: "object",
  required: ["config"],
  properties: {
    config: {
      type: "object",
      required: requiredSections(environmentSections),
      properties: sectionSchemas({ ...estateSections, ...environmentSections }, (schema) => schema),
      patternProperties: OTHER_NAMESPACES,
      additionalProperties: false,
    },
    environment: { description: "Pulumi ESC environments." },
    secretsprovider: { type: "string", description: "Who encrypts the stack's secrets." },
    encryptionsalt: { type: "string" },
    encryptedkey: { type: "string" },
  },
  additionalProperties: false,
});

/** Of `Pulumi.yaml`: sections under `value`, among much that is Pulumi's own. */
const estateFileSchema = () => ({
  $schema: DIALECT,
  title: "Lakestage's Pulumi project, with the settings of the whole estate",
  type: "object",
  required: ["name", "runtime", "config"],
  properties: {
    name: { type: "string" },
    runtime: {},
    config: {
      type: "object",
      required: requiredSections(estateSections),
      properties: sectionSchemas({ ...estateSections, ...environmentSections }, (schema) => ({
        type: "object",
        required: ["value"],
        properties: { value: schema, description: { type: "string" } },
        additionalProperties: false,
      })),
      patternProperties: OTHER_NAMESPACES,
      additionalProperties: false,
    },
  },
});

/** Of `projects/<project>.yaml`. What the defaults may say, the file may leave out. */
function projectFileSchema(): object {
  const { properties = {}, required: _, ...rest } = withEmptyValues(inputSchema(projectSchema));
  const { source, ...sections } = properties;
  return {
    $schema: DIALECT,
    title: "An ML project",
    ...rest,
    required: ["description", "models"],
    properties: { ...sections, source: typeof source === "object" ? partial(source) : {}, ...overrides() },
    $defs: { differences: partial(inputSchema(projectSchema)) },
  };
}

/** Of `projects/_defaults.yaml`. */
const projectDefaultsSchema = (): object => {
  const { properties, ...rest } = partial(inputSchema(projectSchema));
  return {
    $schema: DIALECT,
    title: "What holds for every ML project that does not say otherwise",
    ...rest,
    properties: { ...properties, ...overrides() },
    $defs: { differences: partial(inputSchema(projectSchema)) },
  };
};

const overrides = () => ({
  [OVERRIDES]: {
    type: "object",
    propertyNames: { pattern: ENVIRONMENT_NAME.source },
    additionalProperties: { $ref: "#/$defs/differences" },
    description: "What differs in an environment, by its name.",
  },
});

const OTHER_NAMESPACES = { "^(pulumi|azure-native|databricks):": {} };

type SectionSchemas = Record<string, z.ZodType>;

const sectionSchemas = (sections: SectionSchemas, placed: (schema: object) => object): Record<string, object> =>
  Object.fromEntries(
    Object.entries(sections).map(([name, schema]) => [`lakestage:${name}`, placed(inputSchema(schema))]),
  );

const requiredSections = (sections: SectionSchemas): string[] =>
  Object.entries(sections)
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name]) => `lakestage:${name}`);

/** What any validator compiles: no words of ours, no formats, which each of them knows others of. */
function inputSchema(section: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = inputShape(section, ({ jsonSchema }) => {
    delete jsonSchema.asWritten;
    delete jsonSchema.namesAnother;
    // Whatever has a format has a pattern too.
    if (jsonSchema.pattern !== undefined) delete jsonSchema.format;
    if (jsonSchema.encrypted !== true) return;
    // Pulumi writes an encrypted value as a key and its ciphertext. In plain text it is a mistake.
    for (const key of ["encrypted", "type", "pattern", "minLength"]) delete jsonSchema[key];
    Object.assign(jsonSchema, {
      type: "object",
      required: ["secure"],
      properties: { secure: { type: "string" } },
      additionalProperties: false,
    });
  });
  return withoutTypeLists(schema);
}

/** One type each: strict validators take no lists of types. */
function withoutTypeLists<Part>(part: Part): Part;
function withoutTypeLists(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutTypeLists);
  if (!isRecord(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === "type" && Array.isArray(value)
        ? ["anyOf", value.map((type) => ({ type }))]
        : [key, withoutTypeLists(value)],
    ),
  );
}
