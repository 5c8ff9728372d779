import type { OperatorClient } from "../../sandbox/lifecycle";
import { withControlPlane } from "../measure/control-plane-use";
import { ProcessorTimes } from "../measure/processor-time";
import type { EngineVariables } from "../measure/pulumi-command";
import { type WatchedPreview, watchPreview } from "../program-start/watched-preview";

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
  engine: EngineVariables,
  operator: OperatorClient,
  runs: number,
): Promise<ProjectPreview[]> {
  const results: ProjectPreview[] = [];
  for (let run = 0; run < runs; run++) {
    const times = new ProcessorTimes<Part>("engine", partOf);
    const watch = (pid: number): void => times.sample(pid);
    const { controlPlane, ...preview } = await withControlPlane(operator, () => watchPreview(stack, { engine, watch }));
    results.push({
      ...preview,
      parts: {
        engine: times.seconds("engine"),
        "language host": times.seconds("language host"),
        program: times.seconds("program"),
        provider: times.seconds("provider"),
        "control plane": controlPlane,
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
