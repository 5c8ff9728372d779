import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { jsonSchemas, jsonSchemaText } from "../infra/config/json-schema";
import { FILES as AZURE_NATIVE_FILES, regenerated as azureNative } from "../sandbox/azure-native/generator/regenerate";
import { regenerate as catalogue } from "../sandbox/catalogue/regenerate";
import { coveragePage } from "../sandbox/coverage";

const CHECKOUT = join(__dirname, "..");

/** Writes everything that is generated and committed, in the order in which one is made from another. */
async function generate(): Promise<void> {
  for (const { path, text } of await catalogue()) write(path, text);
  const { declarations, newer } = azureNative();
  write(AZURE_NATIVE_FILES.declarations, declarations);
  write(AZURE_NATIVE_FILES.newer, newer);
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    write(join(CHECKOUT, "infra", "config", "generated", name), jsonSchemaText(schema));
  }
  write(join(CHECKOUT, "docs", "reference", "coverage.md"), coveragePage());
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(CHECKOUT, path)}`);
}

void generate();
