import { z } from "zod";
import { projectSections } from "../schema/project/project";
import { inputShape } from "../yaml/schema-shape";
import { settingsTable } from "./settings-table";

/** Groups of settings that a model takes over from the project, where it does not say otherwise. */
const OF_ALL_MODELS = ["training", "batch", "streaming", "online"] as const;

/** The generated part of `docs/projects.md`: every setting of a project, as its schema describes it. */
export function projectReference(): string {
  const schema = inputShape(z.strictObject(projectSections));
  const sections = Object.entries(schema.properties ?? {}).flatMap(([name, section]) =>
    typeof section === "boolean" ? [] : [{ name, section }],
  );
  const single = sections.filter(({ section }) => !isGroup(section));
  const groups = sections.filter(({ section }) => isGroup(section));
  return [
    "### Of the project itself",
    "",
    settingsTable({
      properties: Object.fromEntries(single.map(({ name, section }) => [name, section])),
      required: schema.required ?? [],
    }),
    ...groups.flatMap(({ name, section }) => [
      "",
      `### \`${name}\``,
      "",
      `${section.description ?? ""}${schema.required?.includes(name) ? " Required." : ""}${entryOf(section) ? " Each has:" : ""}`,
      "",
      settingsTable(entryOf(section) ?? section, elsewhere(section)),
    ]),
  ].join("\n");
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Whether a section consists of settings, or of named groups of settings. */
const isGroup = (section: JsonSchema): boolean => section.properties !== undefined || entryOf(section) !== undefined;

function entryOf({ additionalProperties }: JsonSchema): JsonSchema | undefined {
  return typeof additionalProperties === "object" && additionalProperties.properties ? additionalProperties : undefined;
}

const elsewhere = (section: JsonSchema): Record<string, string> =>
  entryOf(section)?.properties?.training === undefined
    ? {}
    : Object.fromEntries(OF_ALL_MODELS.map((name) => [name, `settings: see [\`${name}\`](#${name})`]));
