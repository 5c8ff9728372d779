import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { loadEnvironment } from "./load-environment";
import { namesSnapshots, snapshotSources } from "./snapshots";

/** Names of stacks whose outputs a stack reads: they come up before it. */
export interface StacksRead {
  /** Those that must be deployed. */
  needed: string[];
  /** Those that it does without while they are not: what is made of their outputs waits. */
  waitedFor: string[];
}

/** Which stacks an environment's stack reads, or that of a project in it. */
type StacksReadBy = (environment: string, project?: string) => StacksRead;

/**
 * Which stacks of `directory` read which. An environment reads those that its catalog is bound in, and those of whose
 * tables it gets snapshots. A project reads its environment, and itself where snapshots are taken for it. Mistakes in
 * settings are told elsewhere.
 */
export function stackOrder(directory: SettingsDirectory): StacksReadBy {
  const files = SettingsFiles.in(directory);
  const known = new Map<string, string[]>();
  const sourcesOf = (environment: string): string[] => {
    const sources = known.get(environment) ?? soundSources(files, environment);
    known.set(environment, sources);
    return sources;
  };
  return (environment, project) => {
    const sources = sourcesOf(environment);
    if (project === undefined) return { needed: boundIn(files, environment), waitedFor: sources };
    const named = sources.filter((source) => namesSnapshots(files, project, source));
    return { needed: [environment], waitedFor: named.map((source) => `${source}.${project}`) };
  };
}

function soundSources(files: SettingsFiles, environment: string): string[] {
  const sources = snapshotSources(files, environment);
  return sources.ok ? sources.found : [];
}

function boundIn(files: SettingsFiles, environment: string): string[] {
  const loaded = loadEnvironment(files, environment);
  if (!loaded.ok) return [];
  const { prodAccess, readOnlyIn } = loaded.settings.unityCatalog;
  return prodAccess === "binding" ? readOnlyIn : [];
}
