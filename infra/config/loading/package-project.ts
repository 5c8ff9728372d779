import { z } from "zod";
import type { ProjectCode } from "../checks/code";
import type { SettingsFiles } from "../files/settings-files";
import { type PackageSource, packageTasks } from "./package-tasks";

const contractSchema: z.ZodType<Record<string, ProjectCode>> = z.record(
  z.string(),
  z.object({
    tables: z.record(z.string(), z.object({ primaryKey: z.array(z.string()), timestamp: z.string().nullable() })),
    models: z.record(
      z.string(),
      z.object({
        task: z.string(),
        label: z.string(),
        slices: z.array(z.string()),
        hyperparameters: z.array(z.string()),
      }),
    ),
  }),
);

/**
 * What the package's code says of a project, as its `generated/projects.json` has it; undefined where the checkout has
 * another package, or the package no code for the project, or says nothing.
 */
export function packageProject(files: SettingsFiles, source: PackageSource, project: string): ProjectCode | undefined {
  if (packageTasks(files, source) === undefined) return undefined;
  const text = files.text(`${source.directory}/generated/projects.json`);
  return text === undefined ? undefined : contractIn(text)?.[project];
}

/** Undefined for a file that something else wrote. */
function contractIn(text: string): Record<string, ProjectCode> | undefined {
  try {
    return contractSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
