import type { ComparisonOptions, EngineComparison } from "../engines/compare-engines";
import { operatorOf } from "../measure/control-plane-use";
import type { EngineVariables } from "../measure/pulumi-command";
import { type ManyProjectsRun, measureManyProjects } from "./many-projects";
import { measurePreviewSettings, type SettingRun } from "./preview-settings";
import { ENVIRONMENT_STACKS, ProjectCopies } from "./project-copies";
import { compareOnProject } from "./project-engines";
import { measureProjectPreview, type ProjectPreview } from "./project-preview";

/** All that is measured of project stacks. */
export interface ProjectsResult {
  /** Estates of different sizes. */
  many: ManyProjectsRun[];
  /** Where the time of one project's preview goes. */
  preview: ProjectPreview[];
  settings: SettingRun[];
  /** One project, by each tool. */
  engines: EngineComparison;
}

/** @param sizes how many projects each estate has, the smallest first. */
export async function measureProjects(sizes: readonly number[], options: ComparisonOptions): Promise<ProjectsResult> {
  const many = await measureManyProjects(sizes, options);
  const { progress, runs } = options;
  progress("one project");
  const copies = await ProjectCopies.create(1);
  try {
    const { estate } = copies;
    const [stack = ""] = copies.stacks;
    await estate.succeed("up", ...ENVIRONMENT_STACKS, stack);
    const engine = await estate.json<EngineVariables>("env");
    progress("where the time of its preview goes");
    const preview = await measureProjectPreview(stack, engine, await operatorOf(estate), runs);
    progress("settings that make its preview fast");
    const settings = await measurePreviewSettings(copies, engine, runs);
    return { many, preview, settings, engines: await compareOnProject(copies, options) };
  } finally {
    await copies.dispose();
  }
}
