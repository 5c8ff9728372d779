import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas, jsonSchemaText } from "./json-schema";

describe("the committed JSON Schemas", () => {
  it.each(Object.entries(jsonSchemas()))("%s says what the schemas of the settings say", (name, schema) => {
    expect(readFileSync(join(__dirname, "generated", name), "utf8")).toBe(jsonSchemaText(schema));
  });

  it("let an encrypted value stand where a secret is asked for", () => {
    expect(JSON.stringify(jsonSchemas()["environment.schema.json"])).toContain('"required":["secure"]');
  });
});
