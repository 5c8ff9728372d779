import type { EnvironmentSettings } from "../schema/settings";
import { alertProblems } from "./alerts";
import { codeProblems, type ProjectCode } from "./code";
import { computeProblems } from "./compute";
import type { Contradiction } from "./contradiction";
import { featureProblems } from "./features";
import { jobProblems, type PackageTasks } from "./jobs";
import { modelProblems } from "./models";
import { monitorProblems } from "./monitors";
import { sharedOutputs } from "./outputs";
import { renameProblems } from "./renames";
import { schemaProblems } from "./schema";
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
  /** What the project's package can be told; undefined where the checkout does not have it. */
  code: PackageTasks | undefined;
  /** What its code says of the project; undefined where the checkout does not have it. */
  agreed: ProjectCode | undefined;
  /** Whether the checkout has the file; paths are relative to it. */
  fileExists: (path: string) => boolean;
}

/** What only a look at the whole project, in its environment, shows to be a mistake. */
export const checkProject = (
  parts: SoundParts,
  { agreed, code, environment, fileExists, project }: Surroundings,
): Contradiction[] => [
  ...sourceProblems(parts, fileExists),
  ...schemaProblems(parts, project),
  ...featureProblems(parts),
  ...modelProblems(parts, project),
  ...sharedOutputs(parts),
  ...monitorProblems(parts),
  ...alertProblems(parts, environment),
  ...snapshotProblems(parts, project),
  ...tableProblems(parts, project),
  ...jobProblems(parts, code),
  ...(agreed ? codeProblems(parts, agreed) : []),
  ...computeProblems(parts, environment),
  ...tagProblems(parts, environment),
  ...renameProblems(parts),
];
