import type { Home } from "../../sandbox/lifecycle";
import type { Terminal } from "../terminal";
import { type PreviewOptions, reportChanges } from "./preview";
import { runOnStacks } from "./stack-command";

/** Compares stacks with what is really there; takes over the differences, unless only a preview is wanted. */
export async function refresh(
  home: Home,
  terminal: Terminal,
  names: string[],
  options: PreviewOptions & { previewOnly?: boolean },
): Promise<void> {
  const turns = await runOnStacks(home, terminal, names, options, {
    command: "lakestage refresh",
    verb: "reading",
    direction: "forwards",
    parameters: ["refresh", ...(options.previewOnly ? ["--preview-only"] : ["--yes", "--skip-preview"])],
    prepare: async (target, { name }) => {
      if (!options.previewOnly) await target.clearStaleLock(name);
    },
  });
  reportChanges(terminal, turns, options, options.previewOnly ? "would be" : "were");
}
