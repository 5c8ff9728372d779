import { declareEstate } from "../../infra/declaration";
import { allRules } from "../../policies/rule-index";
import { lakestageCommand } from "../measure/lakestage-command";
import { type Measurement, measure } from "../measure/measured-process";
import { ENVIRONMENT_STACKS, ProjectCopies } from "../projects/project-copies";

/** A preview of one stack with nothing changed, without the pack and with it. */
export interface PreviewRun {
  stack: string;
  /** That the stack declares, without components. */
  resources: number;
  rules: number;
  without: Measurement;
  with: Measurement;
}

/** Previews an environment, what it stands on, and one of its projects, by turns without the pack and with it. */
export async function measurePreviews(runs: number): Promise<PreviewRun[]> {
  const copies = await ProjectCopies.create(1);
  try {
    const { estate } = copies;
    const stacks = [...ENVIRONMENT_STACKS, ...copies.stacks];
    await estate.succeed("up");
    const declared = new Map(
      (await declareEstate(copies.directory)).map(({ name, resources }) => [
        name,
        resources.filter(({ custom }) => custom).length,
      ]),
    );
    const preview = (stack: string, ...options: string[]): Promise<Measurement> =>
      measure(lakestageCommand(estate, "preview", stack, ...options));
    const rules = allRules().length;
    const results: PreviewRun[] = [];
    for (let run = 0; run < runs; run++) {
      for (const stack of stacks) {
        results.push({
          stack,
          resources: declared.get(stack) ?? 0,
          rules,
          without: await preview(stack),
          with: await preview(stack, "--policies"),
        });
      }
    }
    return results;
  } finally {
    await copies.dispose();
  }
}
