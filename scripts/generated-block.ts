const BEGIN = "<!-- generated: npm run generate -->";
const END = "<!-- end of generated -->";

/**
 * A page with what stands between its two markers replaced.
 * @throws Error when the page does not have both markers, in this order.
 */
export function withGeneratedBlock(page: string, block: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END, begin);
  if (begin === -1 || end === -1) throw new Error(`the page needs "${BEGIN}" and, after it, "${END}"`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${block}\n\n${page.slice(end)}`;
}
