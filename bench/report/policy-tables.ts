import { type ScanComparison, type ScanRun, TOOLS, type Tool } from "../policies/compare-scanners";
import type { LargeCheck } from "../policies/lakestage-check";
import type { PreviewRun } from "../policies/preview-with-pack";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** `lakestage check` next to scanners of Terraform plans, on the same resources. */
export function scannersTable({ judgingSeconds, planSeconds, projects, resources, runs }: ScanComparison): FigureTable {
  const line = (what: string, select: (run: ScanRun) => number | undefined, digits: number): string[] => {
    const of = (tool: Tool): number[] =>
      figures(
        runs.filter((run) => run.tool === tool),
        select,
      );
    const [ours, ...theirs] = TOOLS.map(of);
    return [
      what,
      ...[ours ?? [], ...theirs].map((values) => show(values, digits)),
      ...theirs.map((values) => ratio(ours ?? [], values)),
    ];
  };
  const rulesOfPack = runs.find(({ tool }) => tool === "lakestage check")?.rules ?? 0;
  const judged = judgingSeconds.map((seconds) => (rulesOfPack * resources) / seconds);
  return {
    head: [
      `${counted(projects, "project")}, ${resources} resources`,
      ...TOOLS,
      "ratio to checkov",
      "ratio to conftest",
    ],
    rows: [
      ["needs first: seconds", "", show([planSeconds], 2), show([planSeconds], 2), "", ""],
      line("rules", ({ rules }) => rules, 0).map(onlyOnce),
      line("seconds", ({ seconds }) => seconds, 2),
      line("rules × resources per second", ({ rules, seconds }) => (rules * resources) / seconds, 0),
      ["the same, of judging alone", show(judged, 0), "", "", "", ""],
      line("peak memory, MiB", ({ peakMemory }) => peakMemory && peakMemory / MEBIBYTE, 0),
    ],
  };
}

/** What the pack adds to previews with nothing changed. */
export function previewWithPackTable(runs: readonly PreviewRun[]): FigureTable {
  const stacks = [...new Set(runs.map(({ stack }) => stack))];
  const rows = stacks.map((stack) => {
    const of = runs.filter((run) => run.stack === stack);
    const seconds = (which: "with" | "without"): number[] => of.map((run) => run[which].seconds);
    const added = of.map((run) => run.with.seconds - run.without.seconds);
    const [{ resources, rules } = { resources: 0, rules: 0 }] = of;
    return [
      `${stack}, ${resources} resources`,
      show(seconds("without"), 2),
      show(seconds("with"), 2),
      ratio(seconds("with"), seconds("without")),
      show(added, 2),
      show(
        seconds("with").map((each) => (rules * resources) / each),
        0,
      ),
    ];
  });
  return {
    head: [
      "preview, nothing changed: seconds",
      "without the pack",
      "with it",
      "ratio",
      "added",
      "rules × resources per second",
    ],
    rows,
  };
}

/** `lakestage check` of a large estate. */
export function largeCheckTable({ peakMemory, projects, resources, rules, seconds, stacks }: LargeCheck): FigureTable {
  return {
    head: [`lakestage check, ${counted(projects, "project")}`, "figure"],
    rows: [
      ["stacks", String(stacks)],
      ["resources", String(resources)],
      ["seconds", seconds.toFixed(1)],
      ["rules × resources per second", ((rules * resources) / seconds).toFixed(0)],
      [
        "peak memory, MiB",
        show(
          figures([peakMemory], (bytes) => bytes && bytes / MEBIBYTE),
          0,
        ),
      ],
    ],
  };
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"} in each of three environments`;

/** A count is the same in each run, and its ratio says nothing. */
const onlyOnce = (cell: string, column: number): string => (column > TOOLS.length ? "" : (cell.split(" ")[0] ?? ""));
