import { familyOf } from "../page-paths";
import type { Rule } from "../rule";
import { ruleFiles } from "../rule-index";

/** What families of rules are called, by their folders. */
const NAMES: Readonly<Record<string, string>> = {
  workspace: "Workspace",
  network: "Network",
  storage: "Storage",
  "key-vault": "Key vault",
  identity: "Identity and federation",
  grants: "Unity Catalog grants and bindings",
  compute: "Compute and cost",
  jobs: "Jobs",
  serving: "Serving and AI gateway",
  monitoring: "Monitoring and alerts",
  protection: "Protection and lifecycle",
  tags: "Tags and naming",
  trust: "Trusted places and destinations",
};

/** Rules that lie in one folder. */
export interface Family {
  folder: string;
  name: string;
  rules: Rule[];
}

/** In the order of `NAMES`; one that is not there goes by its folder's name. */
export function familiesOf(rules: readonly Rule[]): Family[] {
  const files = ruleFiles();
  const folderOf = ({ id }: Rule): string => familyOf(files.get(id) ?? "");
  return [...new Set([...Object.keys(NAMES), ...rules.map(folderOf)])].flatMap((folder) => {
    const own = rules.filter((rule) => folderOf(rule) === folder);
    return own.length > 0 ? [{ folder, name: NAMES[folder] ?? folder, rules: own }] : [];
  });
}
