import type { OperatorClient } from "../../sandbox/lifecycle";
import { countingCalls } from "../measure/api-calls";
import { ProcessorTimes, processorSeconds } from "../measure/processor-time";
import { type PreviewSurroundings, type WatchedPreview, watchPreview } from "../program-start/watched-preview";

/** Who uses the processor during a preview. */
export const PARTS = ["engine", "language host", "program", "provider", "control plane"] as const;

export type Part = (typeof PARTS)[number];

/** One preview with nothing changed: where its time goes. */
export interface ProjectPreview extends WatchedPreview {
  /** Processor seconds of each; undefined where the system does not tell. */
  parts: Record<Part, number | undefined>;
  calls: number;
}

/** Watches previews of a project's stack that has nothing to change. */
export async function measureProjectPreview(
  stack: string,
  engine: PreviewSurroundings["engine"],
  operator: OperatorClient,
  runs: number,
): Promise<ProjectPreview[]> {
  const { pid: controlPlane } = await operator.status();
  const results: ProjectPreview[] = [];
  for (let run = 0; run < runs; run++) {
    const times = new ProcessorTimes<Part>("engine", partOf);
    const before = processorSeconds(controlPlane);
    const watch = (pid: number): void => times.sample(pid);
    const preview = await countingCalls(operator, () => watchPreview(stack, { engine, watch }));
    const after = processorSeconds(controlPlane);
    results.push({
      ...preview,
      parts: {
        engine: times.seconds("engine"),
        "language host": times.seconds("language host"),
        program: times.seconds("program"),
        provider: times.seconds("provider"),
        "control plane": before !== undefined && after !== undefined ? after - before : undefined,
      },
    });
  }
  return results;
}

function partOf(commandLine: string): Part | undefined {
  if (commandLine.includes("/@pulumi/pulumi/cmd/run")) return "program";
  if (commandLine.includes("pulumi-language-")) return "language host";
  if (commandLine.includes("pulumi-resource-")) return "provider";
  return undefined;
}
