import { basename, dirname, join, relative, sep } from "node:path";
import { ruleFiles } from "./rule-index";

const CHECKOUT = join(__dirname, "..");

/** Rules' pages relative to the checkout, by the rule's id: `policies/rules/storage/LSSTOR001.md`. */
export const pagePaths = (): Map<string, string> =>
  new Map(
    ruleFiles().map((file) => {
      const id = basename(file, ".ts");
      return [id, relative(CHECKOUT, join(dirname(file), `${id}.md`)).replaceAll(sep, "/")];
    }),
  );
