import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas, jsonSchemaText } from "./json-schema";

// Run with `npx tsx infra/config/generate-json-schema.ts` after a change of the settings' schemas.
const directory = join(__dirname, "generated");
mkdirSync(directory, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas()))
  writeFileSync(join(directory, name), jsonSchemaText(schema));
