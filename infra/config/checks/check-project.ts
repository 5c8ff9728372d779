import type { EnvironmentSettings } from "../schema/settings";
import { alertProblems } from "./alerts";
import { codeProblems, type ProjectCode } from "./code";
import { computeProblems } from "./compute";
import type { Contradiction } from "./contradiction";
import { featureProblems } from "./features";
import { jobProblems } from "./jobs";
import { modelProblems } from "./models";
import { monitorProblems } from "./monitors";
import { sharedOutputs } from "./outputs";
import { renameProblems } from "./renames";
import { snapshotProblems } from "./snapshots";
import type { SoundParts } from "./sound-parts";
import { sourceProblems } from "./source";
import { tableProblems } from "./tables";
import { tagProblems } from "./tags";

/** Where a project is looked at. */
export interface Surroundings {
  /** The project's name. */
  project: string;
  /** Undefined when the environment's own settings have mistakes: what depends on them is not looked at. */
  environment: EnvironmentSettings | undefined;
  /** Commands of the project's package; undefined where the checkout does not have it. */
  commands: readonly string[] | undefined;
  /** What the package's code says of the project; undefined where the checkout does not have it. */
  code: ProjectCode | undefined;
  /** Whether the checkout has the file; paths are relative to it. */
  fileExists: (path: string) => boolean;
}

/** What only a look at the whole project, in its environment, shows to be a mistake. */
export const checkProject = (
  parts: SoundParts,
  { code, commands, environment, fileExists, project }: Surroundings,
): Contradiction[] => [
  ...sourceProblems(parts, fileExists),
  ...featureProblems(parts),
  ...modelProblems(parts, project),
  ...sharedOutputs(parts),
  ...monitorProblems(parts),
  ...alertProblems(parts, environment),
  ...snapshotProblems(parts, project),
  ...tableProblems(parts, project),
  ...jobProblems(parts, commands),
  ...(code ? codeProblems(parts, code) : []),
  ...computeProblems(parts, environment),
  ...tagProblems(parts, environment),
  ...renameProblems(parts),
];
