import { basename, dirname } from "node:path";
import { ruleFiles } from "./rule-index";

/** The page of a family of rules, relative to the checkout. */
export const familyPagePath = (family: string): string => `policies/rules/${family}/README.md`;

/** The folder that a rule's file lies in. */
export const familyOf = (file: string): string => basename(dirname(file));

/** Where each rule is told of, relative to the checkout, by its id: `policies/rules/storage/README.md#lsstor001`. */
export const pagePaths = (): Map<string, string> =>
  new Map([...ruleFiles()].map(([id, file]) => [id, `${familyPagePath(familyOf(file))}#${id.toLowerCase()}`]));
