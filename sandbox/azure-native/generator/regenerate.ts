import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ArmCatalogue, generate } from "./generate";

const SANDBOX = join(__dirname, "..", "..");
const CATALOGUE = join(SANDBOX, "catalogue", "generated", "arm.json");

/** What this writes: the provider's declarations, and the catalogue's members of newer API versions. */
export const FILES = {
  declarations: join(SANDBOX, "azure-native", "generated", "declarations.json"),
  newer: join(SANDBOX, "catalogue", "generated", "arm-newer.json"),
} as const;

/** The contents of both files, from the installed npm package and the committed ARM catalogue. */
export function regenerated(): Record<keyof typeof FILES, string> {
  const arm = JSON.parse(readFileSync(CATALOGUE, "utf8")) as ArmCatalogue;
  const { declarations, newer } = generate(arm);
  return { declarations: readable({ ...declarations }), newer: readable({ ...newer }) };
}

/** Compact JSON with one entry on a line, so that a change can be read in a diff. */
function readable(file: Record<string, object | string>): string {
  const sections = Object.entries(file).map(([name, section]) => {
    if (typeof section === "string" || Array.isArray(section))
      return `${JSON.stringify(name)}:${JSON.stringify(section)}`;
    const entries = Object.entries(section).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return `${JSON.stringify(name)}:{\n${entries.join(",\n")}\n}`;
  });
  return `{\n${sections.join(",\n")}\n}\n`;
}

if (require.main === module) {
  const contents = regenerated();
  for (const name of ["declarations", "newer"] as const) {
    writeFileSync(FILES[name], contents[name]);
    console.log(`Wrote ${FILES[name]}`);
  }
}
