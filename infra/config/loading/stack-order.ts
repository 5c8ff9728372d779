import { type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { platformStack, type StackPlace } from "../files/stacks-in";
import { loadEnvironment } from "./load-environment";
import { snapshotSources } from "./snapshots";

/** Names of stacks whose outputs a stack reads: they come up before it. */
export interface StacksRead {
  /** Those that must be deployed. */
  needed: string[];
  /** Those that it does without while they are not: what is made of their outputs waits. */
  waitedFor: string[];
}

/** Which stacks a stack reads. */
type StacksReadBy = (stack: Pick<StackPlace, "environment" | "kind">) => StacksRead;

/**
 * Which stacks of `directory` read which. Only platforms read those of other environments: of those that the catalog is
 * bound in, and of those of whose tables the environment gets snapshots. Mistakes in settings are told elsewhere.
 */
export function stackOrder(directory: SettingsDirectory): StacksReadBy {
  const files = SettingsFiles.in(directory);
  return ({ environment, kind }) => {
    const platform = platformStack(environment);
    if (kind === "environment") return { needed: [platform], waitedFor: [] };
    if (kind === "project") return { needed: [platform, environment], waitedFor: [] };
    return {
      needed: boundIn(files, environment).map(platformStack),
      waitedFor: soundSources(files, environment).map(platformStack),
    };
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
