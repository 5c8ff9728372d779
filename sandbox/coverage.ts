import { catalogue } from "./catalogue";
import { services } from "./services/services";

/** Which of the catalogue's operations the sandbox answers, as a page of Markdown: what is not here answers 501. */
export function coveragePage(): string {
  const byService = new Map<string, { answered: string[]; known: number }>();
  for (const id of catalogue().operationIds()) {
    const service = id.slice(0, id.lastIndexOf("."));
    const entry = byService.get(service) ?? { answered: [], known: 0 };
    entry.known += 1;
    if (services.service[id]) entry.answered.push(id.slice(service.length + 1));
    byService.set(service, entry);
  }
  const rows = [...byService].sort(([a], [b]) => (a < b ? -1 : 1));
  const present = rows.filter(([, { answered }]) => answered.length > 0);
  const absent = rows.filter(([, { answered }]) => answered.length === 0);
  const answered = present.reduce((sum, [, each]) => sum + each.answered.length, 0);
  const known = rows.reduce((sum, [, each]) => sum + each.known, 0);
  return `${[
    "# What the sandbox answers",
    "",
    "Generated from the API catalogue and the control plane's behaviours by `npm run generate`; do not edit.",
    "",
    `The catalogue has ${known} operations; the sandbox answers ${answered}. Any other answers 501 and names itself.`,
    "",
    "| service | answered | operations |",
    "|---|---|---|",
    ...present.map(
      ([service, each]) =>
        `| ${service} | ${each.answered.length} of ${each.known} | ${each.answered.sort().join(", ")} |`,
    ),
    "",
    "Services of which nothing is answered yet:",
    `${absent.map(([service, each]) => `${service} (${each.known})`).join(", ")}.`,
  ].join("\n")}\n`;
}
