import {
  besides,
  checkValues,
  credentialProblems,
  inOrder,
  isRecord,
  type Path,
  type Problem,
  type SettingsDirectory,
  SourceFile,
} from "../../infra/config";
import { exemptibleIds, type KnownRule } from "./exemptible-ids";
import { EXEMPTIONS_FILE, type Exemption, exemptionsSchema } from "./exemption";

export type LoadedExemptions = { ok: true; exemptions: Exemption[] } | { ok: false; problems: Problem[] };

/** The current day in UTC: YYYY-MM-DD. */
export const currentDay = (): string => new Date().toISOString().slice(0, 10);

/**
 * Loads and checks `policies/exemptions.yaml` in `directory`. Reports all mistakes at once, and throws none. Without the
 * file there are no exemptions.
 *
 * @param rules those that there are.
 * @param today YYYY-MM-DD. None may hold for more than a year from then. Default: the current day.
 */
export function loadExemptions(
  directory: SettingsDirectory,
  rules: readonly KnownRule[],
  today: string = currentDay(),
): LoadedExemptions {
  const file = SourceFile.read(directory, EXEMPTIONS_FILE);
  if (!file) return { ok: true, exemptions: [] };
  if (file.syntaxProblems.length > 0) return { ok: false, problems: [...file.syntaxProblems, ...file.formProblems] };
  const content = file.content();
  if (content === undefined) return { ok: true, exemptions: [] };
  if (!isRecord(content)) return { ok: false, problems: [file.problemAt([], MUST_HOLD)] };

  const checked = checkValues(exemptionsSchema(exemptibleIds(rules), today), content);
  const problems = repeated(content.exemptions).map(({ path, message }) => file.problemAt(path, message));
  if ("violations" in checked) {
    for (const { at, message, path } of checked.violations) {
      problems.push(at === "key" ? file.problemAtKey(path, message) : file.problemAt(path, message));
    }
  }
  const first = [...credentialProblems(file), ...file.formProblems];
  if (problems.length + first.length > 0 || !("values" in checked)) {
    return { ok: false, problems: inOrder([...first, ...besides(problems, first)]) };
  }
  return {
    ok: true,
    exemptions: checked.values.exemptions.map((exemption, index) => {
      const { message: _, ...at } = file.problemAt(["exemptions", index], "");
      return { ...exemption, at };
    }),
  };
}

const MUST_HOLD = 'the file must hold the key "exemptions:", and a list below it';

/** One exemption twice would live on when the other is removed. */
function repeated(exemptions: unknown): { path: Path; message: string }[] {
  const seen = new Set<string>();
  return (Array.isArray(exemptions) ? exemptions : []).flatMap((exemption: unknown, index) => {
    if (!isRecord(exemption) || exemption.rule === undefined || exemption.urn === undefined) return [];
    const what = JSON.stringify([exemption.rule, exemption.urn]);
    if (!seen.has(what)) {
      seen.add(what);
      return [];
    }
    return [{ path: ["exemptions", index], message: "an exemption above has the same rule and urn: keep one" }];
  });
}
