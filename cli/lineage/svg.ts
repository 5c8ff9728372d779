import type { LineageGraph, LineageNode } from "./lineage-graph";

const LETTER = 7.3;
const LINE = 18;
const PADDING = 12;
const BETWEEN_COLUMNS = 60;
const BETWEEN_ROWS = 20;
const MARGIN = 20;

const FILLS: Record<LineageNode["kind"], string> = {
  table: "#e8f1fb",
  run: "#fdf3dc",
  version: "#e6f5e9",
  endpoint: "#f3e9fa",
};

interface Box {
  node: LineageNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A graph as a picture: a column for each step, boxes from top to bottom in it, arrows from left to right. */
export function svg({ arrows, nodes }: LineageGraph): string {
  const boxes = placed(nodes);
  const width = MARGIN + Math.max(...boxes.map((box) => box.x + box.width));
  const height = MARGIN + Math.max(...boxes.map((box) => box.y + box.height));
  const at = (id: string): Box | undefined => boxes.find(({ node }) => node.id === id);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="monospace" font-size="12">`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...arrows.map(([from, to]) => arrow(at(from), at(to))),
    ...boxes.map(drawn),
    "</svg>",
  ].join("\n");
}

/** Columns as wide as their longest line, each in the middle of the picture's height. */
function placed(nodes: readonly LineageNode[]): Box[] {
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((one, other) => one - other);
  const stacks = columns.map((column) => stacked(nodes.filter((node) => node.column === column)));
  const tallest = Math.max(...stacks.map(({ height }) => height));
  let x = MARGIN;
  return stacks.flatMap(({ boxes, height, width }) => {
    const left = x;
    x += width + BETWEEN_COLUMNS;
    return boxes.map((box) => ({ ...box, x: left, y: box.y + MARGIN + (tallest - height) / 2, width }));
  });
}

function stacked(nodes: readonly LineageNode[]): { boxes: Omit<Box, "x" | "width">[]; height: number; width: number } {
  const longest = Math.max(...nodes.flatMap(({ lines }) => lines.map((line) => line.length)));
  let y = 0;
  const boxes = nodes.map((node) => {
    const height = 2 * PADDING + node.lines.length * LINE;
    const box = { node, y, height };
    y += height + BETWEEN_ROWS;
    return box;
  });
  return { boxes, height: y - BETWEEN_ROWS, width: Math.ceil(longest * LETTER) + 2 * PADDING };
}

function drawn({ height, node, width, x, y }: Box): string {
  const lines = node.lines.map(
    (line, index) => `<text x="${x + PADDING}" y="${y + PADDING + LINE * (index + 0.7)}">${escaped(line)}</text>`,
  );
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${FILLS[node.kind]}" stroke="#777"/>`;
  return `<g class="${node.kind}">${box}${lines.join("")}</g>`;
}

function arrow(from: Box | undefined, to: Box | undefined): string {
  if (!from || !to) return "";
  const [x, y] = [from.x + from.width, from.y + from.height / 2];
  const [toX, toY] = [to.x, to.y + to.height / 2];
  const middle = (x + toX) / 2;
  const path = `M${x} ${y}C${middle} ${y} ${middle} ${toY} ${toX} ${toY}`;
  return `<path d="${path}" fill="none" stroke="#555" marker-end="url(#head)"/>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replaceAll(/\p{Cc}/gu, " ");
