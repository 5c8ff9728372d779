import { median } from "../measure/statistics";
import type { PreviewPhases } from "../program-start/watched-preview";
import { MANY_PROJECTS_OPERATIONS, type ManyProjectsOperation, type ManyProjectsRun } from "../projects/many-projects";
import type { PreviewCost, SettingRun } from "../projects/preview-settings";
import { PARTS, type ProjectPreview } from "../projects/project-preview";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** How many projects an operation works on, of an estate's. */
const workedOn = (operation: ManyProjectsOperation, projects: number): number =>
  operation === "preview of one changed project" ? 1 : projects;

/** Estates of different sizes side by side, and the largest one's part of the smallest one's. */
export function manyProjectsTable(runs: readonly ManyProjectsRun[]): FigureTable {
  const sizes = [...new Set(runs.map(({ projects }) => projects))];
  const [smallest = 1, largest = 1] = [sizes.at(0), sizes.at(-1)];
  const rows = MANY_PROJECTS_OPERATIONS.flatMap((operation) => {
    const line = (what: string, select: (run: ManyProjectsRun) => number | undefined, digits: number): string[] => {
      const bySize = sizes.map((size) =>
        figures(
          runs.filter((run) => run.operation === operation && run.projects === size),
          select,
        ),
      );
      const cells = bySize.map((values) => show(values, digits));
      return [`${operation}: ${what}`, ...cells, ratio(bySize.at(-1) ?? [], bySize.at(0) ?? [])];
    };
    const seconds = line("seconds", (run) => run.seconds, 2);
    const each = (value: number, { projects }: ManyProjectsRun): number => value / workedOn(operation, projects);
    const one = workedOn(operation, largest) === 1;
    return [
      seconds,
      ...(one ? [] : [line("seconds a project", (run) => each(run.seconds, run), 2)]),
      line("API calls a project", (run) => each(run.calls, run), 1),
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
    ];
  });
  const head = sizes.map((size) => `${size} project${size === 1 ? "" : "s"}`);
  return { head: ["one environment", ...head, `ratio, ${largest} to ${smallest}`], rows };
}

const PHASES: readonly [keyof PreviewPhases, string][] = [
  ["engine", "engine starts, reads the project, starts Node"],
  ["sdk", "Node starts, loads Pulumi's SDK"],
  ["stack", "SDK connects, registers the stack"],
  ["loading", "program loads, and the packages that it imports"],
  ["settings", "settings are checked, what exists is looked up"],
  ["resources", "resources are declared and compared"],
  ["closing", "engine closes down"],
];

/** Where the seconds of one project's `pulumi preview` go, one phase after the other. */
export function previewPhasesTable(previews: readonly ProjectPreview[]): FigureTable {
  return sharesTable(
    "pulumi preview of one project, nothing changed",
    "seconds",
    PHASES.map(([phase, what]) => ({ what, values: previews.map(({ phases }) => phases[phase]) })),
  );
}

/** Who uses the processor meanwhile. */
export function previewProcessorTable(previews: readonly ProjectPreview[]): FigureTable {
  const lines = PARTS.map((part) => ({ what: part, values: figures(previews, ({ parts }) => parts[part]) }));
  const calls = median(previews.map((preview) => preview.calls));
  return sharesTable(`the same, ${calls} API calls`, "processor seconds", lines);
}

function sharesTable(title: string, unit: string, lines: readonly { what: string; values: number[] }[]): FigureTable {
  const middle = (values: readonly number[]): number => (values.length === 0 ? 0 : median(values));
  const together = lines.reduce((sum, { values }) => sum + middle(values), 0);
  const share = (value: number): string => (together === 0 ? "" : `${Math.round((value / together) * 100)} %`);
  return {
    head: [title, unit, "share"],
    rows: [
      ...lines.map(({ what, values }) => [what, show(values, 2), share(middle(values))]),
      ["together", together.toFixed(2), share(together)],
    ],
  };
}

/** What each setting saves of a preview. */
export function previewSettingsTable(runs: readonly SettingRun[]): FigureTable {
  const rows = [...new Set(runs.map(({ setting }) => setting))].flatMap((setting) => {
    const own = runs.filter((run) => run.setting === setting);
    const line = (what: string, select: (cost: PreviewCost) => number | undefined): string[] => {
      const on = figures(own, (run) => select(run.with));
      const off = figures(own, (run) => select(run.without));
      return [`${setting}: ${what}`, show(on, 2), show(off, 2), ratio(on, off)];
    };
    return [line("seconds", ({ seconds }) => seconds), line("processor seconds", ({ processor }) => processor)];
  });
  return { head: ["pulumi preview of one project", "with", "without", "ratio"], rows };
}
