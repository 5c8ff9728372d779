import type { z } from "zod";
import { listedAll } from "../../../wording/nearest";
import { ESTATE_FILE } from "../files/environments";
import type { SettingsFiles } from "../files/settings-files";
import { estateFileSchema, estateFileWithOptionsSchema, stackFileSchema } from "../schema/pulumi-files";
import { estateSections } from "../schema/settings";
import { checkValues } from "../yaml/check-values";
import type { Problem } from "../yaml/problem";
import type { SourceFile } from "../yaml/source-file";
import { isRecord } from "../yaml/stack-file";

/** Where the program is, beside the settings or in a checkout of its own. */
const PROGRAM = "infra";

/** What is wrong with `Pulumi.yaml` as a file of Pulumi's; sections aside. */
export function estateFileProblems(file: SourceFile, files: SettingsFiles): Problem[] {
  const content = file.content();
  if (isEmpty(content)) {
    return [file.problemAt([], "the file is empty: it must hold name:, runtime:, main: and config:")];
  }
  if (!isRecord(content)) return [noKeys(file)];
  const schema = isRecord(content.runtime) ? estateFileWithOptionsSchema : estateFileSchema;
  const problems = [...shapeProblems(file, schema, content), ...mainProblems(file, content, files)];
  if (isEmpty(content.config)) {
    problems.push(file.problemAt(["config"], `"config" is missing or empty: it must hold ${listedAll(REQUIRED)}`));
  }
  return problems;
}

/** Sections that have no defaults. */
const REQUIRED = Object.entries(estateSections).flatMap(([name, schema]) =>
  schema.safeParse(undefined).success ? [] : [`lakestage:${name}`],
);

/** The same of `Pulumi.<environment>.yaml`. */
export function stackFileProblems(file: SourceFile): Problem[] {
  const content = file.content();
  if (content === undefined) return [];
  if (!isRecord(content)) return [noKeys(file)];
  return shapeProblems(file, stackFileSchema, content);
}

const noKeys = (file: SourceFile): Problem =>
  file.problemAt([], "the file is not keys and values: it must hold keys such as config:");

/** Whether a file holds any section that can be looked at. */
export function hasSections(file: SourceFile): boolean {
  const content = file.content();
  return isRecord(content) && isRecord(content.config) && !isEmpty(content.config);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (isRecord(value) && Object.keys(value).length === 0);

function shapeProblems(file: SourceFile, schema: z.ZodType, content: Record<string, unknown>): Problem[] {
  const checked = checkValues(schema, content);
  if ("values" in checked) return [];
  return checked.violations.map(({ at, message, path }) =>
    at === "key" ? file.problemAtKey(path, message) : file.problemAt(path, message),
  );
}

function mainProblems(file: SourceFile, { main }: Record<string, unknown>, files: SettingsFiles): Problem[] {
  if (main === undefined) {
    // Settings that are kept apart from the program need not say where it is.
    if (!files.exists(`${PROGRAM}/index.ts`)) return [];
    return [file.problemAt([], `missing key "main": without it Pulumi finds no program. Write main: ${PROGRAM}`)];
  }
  if (typeof main !== "string" || main === "" || main === PROGRAM) return [];
  if (/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(main)) {
    return [file.problemAt(["main"], `"main" must be a folder below that of ${ESTATE_FILE}, such as ${PROGRAM}`)];
  }
  return files.exists(main)
    ? []
    : [file.problemAt(["main"], `"main" is not there: write ${PROGRAM}, where the program is`)];
}
