import type { LineageGraph, LineageNode } from "./lineage-graph";

/** How Mermaid draws what a thing is. */
const SHAPES: Record<LineageNode["kind"], [string, string]> = {
  table: ["[(", ")]"],
  run: ["([", "])"],
  version: ["[", "]"],
  endpoint: ["{{", "}}"],
};

/** A graph in the words of Mermaid. */
export function mermaid({ arrows, nodes }: LineageGraph): string {
  return [
    "flowchart LR",
    ...nodes.map(({ id, kind, lines }) => {
      const [open, close] = SHAPES[kind];
      return `  ${id}${open}"${lines.map(quoted).join("<br>")}"${close}`;
    }),
    ...arrows.map(([from, to]) => `  ${from} --> ${to}`),
  ].join("\n");
}

/** Mermaid's own form of what ends or changes a text. */
const quoted = (text: string): string =>
  text.replaceAll(/[#"<>&;`]/g, (sign) => `#${sign.codePointAt(0)};`).replaceAll(/\p{Cc}/gu, " ");
