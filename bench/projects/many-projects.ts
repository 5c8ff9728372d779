import { ExitCode } from "../../cli/exit-code";
import type { OperatorClient } from "../../sandbox/lifecycle";
import { operatorOf, withControlPlane } from "../measure/control-plane-use";
import { lakestageCommand } from "../measure/lakestage-command";
import { type Measurement, measure } from "../measure/measured-process";
import { ENVIRONMENT, ENVIRONMENT_STACKS, ProjectCopies } from "./project-copies";

/** What is done to the projects of an estate, in the order in which it is measured. */
export const MANY_PROJECTS_OPERATIONS = [
  "up from nothing",
  "up, nothing changed",
  "preview, nothing changed",
  "preview of one changed project",
] as const;

export type ManyProjectsOperation = (typeof MANY_PROJECTS_OPERATIONS)[number];

/** One command, run once on an estate. */
export interface ManyProjectsRun extends Measurement {
  operation: ManyProjectsOperation;
  /** How many projects the estate has. */
  projects: number;
  calls: number;
}

interface SizedEstate {
  copies: ProjectCopies;
  operator: OperatorClient;
}

/**
 * `lakestage` on estates of different sizes. All projects of an estate at once are measured once; one changed project,
 * which is to take the same whatever the estate's size, is measured in all estates by turns.
 */
export async function measureManyProjects(
  sizes: readonly number[],
  { runs, progress }: { runs: number; progress: (what: string) => void },
): Promise<ManyProjectsRun[]> {
  const estates: SizedEstate[] = [];
  try {
    const results: ManyProjectsRun[] = [];
    for (const size of sizes) {
      progress(`${size} project${size === 1 ? "" : "s"} in ${ENVIRONMENT}`);
      const copies = await ProjectCopies.create(size);
      try {
        await copies.estate.succeed("up", ...ENVIRONMENT_STACKS);
        const sized = { copies, operator: await operatorOf(copies.estate) };
        estates.push(sized);
      } catch (error) {
        await copies.dispose();
        throw error;
      }
      const last = estates.at(-1);
      if (last) results.push(...(await measureAll(last)));
    }
    for (const { copies } of estates) await change(copies);
    for (let run = 1; run <= runs; run++) {
      progress(`one changed project of ${sizes.join(", ")}, run ${run} of ${runs}`);
      for (const estate of estates) {
        const [first = ""] = estate.copies.stacks;
        results.push(await measureOnce(estate, "preview of one changed project", "preview", first));
      }
    }
    return results;
  } finally {
    for (const { copies } of estates) await copies.dispose();
  }
}

async function measureAll(estate: SizedEstate): Promise<ManyProjectsRun[]> {
  const all = `${ENVIRONMENT}.*`;
  return [
    await measureOnce(estate, "up from nothing", "up", all),
    await measureOnce(estate, "up, nothing changed", "up", all),
    await measureOnce(estate, "preview, nothing changed", "preview", all, "--expect-no-changes"),
  ];
}

async function measureOnce(
  { copies: { estate, stacks }, operator }: SizedEstate,
  operation: ManyProjectsOperation,
  ...args: string[]
): Promise<ManyProjectsRun> {
  const measured = await withControlPlane(operator, () => measure(lakestageCommand(estate, ...args)));
  return { operation, projects: stacks.length, ...measured };
}

/** Makes the change, and sees that it is one. */
async function change(copies: ProjectCopies): Promise<void> {
  copies.changeFirst();
  const [first = ""] = copies.stacks;
  const { exitCode, stdout, stderr } = await copies.estate.run("preview", first, "--expect-no-changes");
  if (exitCode !== ExitCode.changesFound)
    throw new Error(`${first} was changed, and its preview shows none\n${stdout}\n${stderr}`);
}
