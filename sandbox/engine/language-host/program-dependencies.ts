import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DependencyInfo } from "@pulumi/pulumi/proto/language_pb";
import { z } from "zod";

const manifestSchema = z.object({
  version: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

type Manifest = z.infer<typeof manifestSchema>;

/** What `pulumi about` lists: the direct dependencies in the nearest package.json, each in its installed version. */
export function programDependencies(programDirectory: string): DependencyInfo[] {
  const manifest = nearestManifest(programDirectory);
  if (manifest === undefined) return [];
  const require = createRequire(join(programDirectory, "package.json"));
  return Object.entries(manifest.dependencies ?? {}).map(([name, range]) =>
    new DependencyInfo().setName(name).setVersion(installedVersion(require, name) ?? range),
  );
}

function nearestManifest(directory: string): Manifest | undefined {
  const found = readManifest(join(directory, "package.json"));
  const parent = dirname(directory);
  return found ?? (parent === directory ? undefined : nearestManifest(parent));
}

function installedVersion(require: NodeJS.Require, name: string): string | undefined {
  const roots = require.resolve.paths(name) ?? [];
  for (const root of roots) {
    const manifest = readManifest(join(root, name, "package.json"));
    if (manifest !== undefined) return manifest.version;
  }
  return undefined;
}

function readManifest(file: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}
