import { basename } from "node:path";
import type { Rule } from "../rule";
import { ruleFiles } from "../rule-index";
import { plain, table } from "../text/markdown-text";

/**
 * A row for each rule.
 * @param folder leads from the page to the folder of the rules: empty, or with a slash at its end.
 */
export function ruleTable(rules: readonly Rule[], link: (id: string) => string, folder: string): string {
  const files = ruleFiles();
  return table(
    ["rule", "", "file", "severity", "development", "staging", "production"],
    rules.map(({ enforcement: { development, production, staging }, id, severity, title }) => {
      const file = basename(files.get(id) ?? "");
      return [
        link(id),
        plain(title),
        `[${basename(file, ".ts")}](${folder}${file})`,
        severity,
        development,
        staging,
        production,
      ];
    }),
  );
}
