import type { Measurement } from "../measure/measured-process";
import type { EngineVariables } from "../measure/pulumi-command";
import { watchPreview } from "../program-start/watched-preview";
import type { ProjectCopies } from "./project-copies";

/** What one preview took. */
export type PreviewCost = Pick<Measurement, "seconds" | "processor">;

/** A preview with one of the settings that make it fast, and without. */
export interface SettingRun {
  setting: string;
  with: PreviewCost;
  without: PreviewCost;
}

interface Setting {
  name: string;
  /** Variables that take the setting away. */
  without?: Record<string, string>;
  /** Or the program's start in `Pulumi.yaml`, with it and without. */
  nodeArguments?: { with: string; without: string };
}

const SETTINGS: readonly Setting[] = [
  {
    name: "no stack traces for promises",
    without: { NODE_OPTIONS: "--stack-trace-limit=10", LAKESTAGE_STACK_TRACES: "1" },
  },
  { name: "diffs side by side (PULUMI_PARALLEL_DIFF)", without: { PULUMI_PARALLEL_DIFF: "false" } },
  { name: "fewer garbage collections (GOGC=400)", without: { GOGC: "100" } },
  {
    name: "SDK loaded before tsx",
    nodeArguments: { with: "--require @pulumi/pulumi --require tsx/cjs", without: "--require tsx/cjs" },
  },
];

const NODE_ARGUMENTS = /^(\s+nodeargs:).*$/m;

/** What each setting does to a preview with nothing changed, all others being as they are shipped; by turns. */
export async function measurePreviewSettings(
  copies: ProjectCopies,
  engine: EngineVariables,
  runs: number,
): Promise<SettingRun[]> {
  const [stack = ""] = copies.stacks;
  const previewOnce = async (other?: Record<string, string>): Promise<PreviewCost> => {
    const { seconds, processor } = await watchPreview(stack, { engine, other });
    return { seconds, processor };
  };
  const cost = async (other?: Record<string, string>, nodeArguments?: string): Promise<PreviewCost> => {
    if (nodeArguments === undefined) return previewOnce(other);
    const shipped = copies.replace("Pulumi.yaml", (text) => text.replace(NODE_ARGUMENTS, `$1 ${nodeArguments}`));
    try {
      return await previewOnce(other);
    } finally {
      copies.replace("Pulumi.yaml", () => shipped);
    }
  };
  const results: SettingRun[] = [];
  for (let run = 0; run < runs; run++) {
    for (const { name, nodeArguments, without } of SETTINGS) {
      results.push({
        setting: name,
        with: await cost(undefined, nodeArguments?.with),
        without: await cost(without, nodeArguments?.without),
      });
    }
  }
  return results;
}
