import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { Estate } from "../../test/harness/estate";
import { Project } from "../../test/harness/project";
import { lakestageCheck } from "../measure/lakestage-command";
import { type Measurement, measure } from "../measure/measured-process";
import { ENVIRONMENTS } from "../policies/lakestage-check";
import { ProjectCopies } from "../projects/project-copies";

/** What earlier runs of `check` have kept of the estate, one after the other. */
export const KEPT = ["nothing", "everything", "all but one project"] as const;

export type Kept = (typeof KEPT)[number];

/** One check of all stacks of an estate. */
export interface CheckRun extends Measurement {
  estate: string;
  /** `before` is an earlier version, which keeps nothing or is not asked to. */
  kept: Kept | "before";
}

const MANY_PROJECTS = 200;

/** An estate to check, with a project in it to change. */
interface Checked {
  name: string;
  directory: string;
  /** A file of one of its projects, relative to the directory. */
  project: string;
  dispose(): void | Promise<void>;
}

/** @param options with a checkout of an earlier version, its packages installed. Default: none. */
export async function measureChecks(options: {
  runs: number;
  progress: (what: string) => void;
  before?: string;
}): Promise<CheckRun[]> {
  const runs: CheckRun[] = [];
  for (const create of [shipped, large]) {
    const checked = await create();
    try {
      runs.push(...(await measureCheck(checked, options)));
    } finally {
      await checked.dispose();
    }
  }
  return runs;
}

function shipped(): Checked {
  const project = Project.create();
  for (const name of [...ENVIRONMENTS.map((environment) => `Pulumi.${environment}.yaml`), "projects"]) {
    project.copy(name);
  }
  return {
    name: "what is shipped",
    directory: project.directory,
    project: "projects/flight-delay.yaml",
    dispose: () => project.dispose(),
  };
}

async function large(): Promise<Checked> {
  const copies = await ProjectCopies.create(MANY_PROJECTS, ENVIRONMENTS);
  const [first = ""] = copies.stacks;
  return {
    name: `${MANY_PROJECTS} projects in each of three environments`,
    directory: copies.directory,
    project: `projects/${first.slice(first.indexOf(".") + 1)}.yaml`,
    dispose: () => copies.dispose(),
  };
}

async function measureCheck(
  { directory, name, project }: Checked,
  { before, progress, runs }: { before?: string; progress: (what: string) => void; runs: number },
): Promise<CheckRun[]> {
  const estate = await Estate.create(directory);
  const earlier = before === undefined ? undefined : await Estate.create(directory, before);
  const measured: CheckRun[] = [];
  try {
    // The first time compiles, and is not counted.
    await measure(lakestageCheck(estate, randomUUID()));
    for (let run = 1; run <= runs; run++) {
      progress(`check of ${name}, run ${run} of ${runs}`);
      const check = lakestageCheck(estate, randomUUID());
      for (const kept of KEPT) {
        if (kept === "all but one project") appendFileSync(join(directory, project), "\n");
        measured.push({ estate: name, kept, ...(await measure(check)) });
      }
      if (!earlier) continue;
      measured.push({ estate: name, kept: "before", ...(await measure(lakestageCheck(earlier, randomUUID()))) });
    }
    return measured;
  } finally {
    await estate.dispose();
    await earlier?.dispose();
  }
}
