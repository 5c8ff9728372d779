import type { z } from "zod";
import { environmentSections, estateSections } from "../schema/settings";
import { inputShape } from "../yaml/schema-shape";
import { settingsTable } from "./settings-table";

/** The generated part of `docs/settings.md`: every section and setting, as the schemas of the settings describe them. */
export function settingsReference(): string {
  return [
    ...Object.entries(estateSections).map(([name, schema]) => section(name, schema, "`Pulumi.yaml`")),
    ...Object.entries(environmentSections).map(([name, schema]) =>
      section(name, schema, "`Pulumi.<environment>.yaml`"),
    ),
  ].join("\n\n");
}

function section(name: string, schema: z.ZodType, file: string): string {
  const described = inputShape(schema);
  const required = !schema.safeParse(undefined).success;
  return [
    `### \`lakestage:${name}\``,
    "",
    `${described.description ?? ""} In ${file}${required ? ", required" : ""}.`,
    "",
    settingsTable(described),
  ].join("\n");
}
