import type { EnvironmentSettings } from "./load-environment";
import { alertProblems } from "./project-checks/alerts";
import { computeProblems } from "./project-checks/compute";
import type { Contradiction } from "./project-checks/contradiction";
import { featureProblems } from "./project-checks/features";
import { jobProblems } from "./project-checks/jobs";
import { modelProblems } from "./project-checks/models";
import { monitorProblems } from "./project-checks/monitors";
import { sharedOutputs } from "./project-checks/outputs";
import { snapshotProblems } from "./project-checks/snapshots";
import { sourceProblems } from "./project-checks/source";
import { tagProblems } from "./project-checks/tags";
import type { SoundParts } from "./sound-parts";

/** Where a project is looked at. */
export interface Surroundings {
  /** The project's name. */
  project: string;
  /** Undefined when the environment's own settings have mistakes: what depends on them is not looked at. */
  environment: EnvironmentSettings | undefined;
  /** Whether the checkout has the file; paths are relative to it. */
  fileExists: (path: string) => boolean;
}

/** What only a look at the whole project, in its environment, shows to be a mistake. */
export const checkProject = (
  parts: SoundParts,
  { environment, fileExists, project }: Surroundings,
): Contradiction[] => [
  ...sourceProblems(parts, fileExists),
  ...featureProblems(parts),
  ...modelProblems(parts, project),
  ...sharedOutputs(parts),
  ...monitorProblems(parts),
  ...alertProblems(parts, environment),
  ...snapshotProblems(parts, project),
  ...jobProblems(parts),
  ...computeProblems(parts, environment),
  ...tagProblems(parts),
];
