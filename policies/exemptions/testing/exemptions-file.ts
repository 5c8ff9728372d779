import { projectWith } from "../../../infra/testing/project-directory";
import { everything } from "../../replaced-rules";
import { EXEMPTIONS_FILE } from "../exemption";
import { type LoadedExemptions, loadExemptions } from "../load-exemptions";

/** Rules that there are, for tests. */
const RULES = [{ id: "LSGRANT001" }, { id: "LSGRANT003" }, { id: "LSSTOR001", replaces: { LSSTOR099: everything } }];

/** Tests' current day. */
export const TODAY = "2026-11-21";

const OLD_TOOL = "The old tool signs with the account's key.";

/** An exemption without mistakes, as YAML, with other values where given; an empty one leaves its key out. */
export const exemption = (others: Record<string, string> = {}): string =>
  Object.entries({
    rule: "LSSTOR001",
    urn: '"urn:pulumi:dev::*::data-lake-account"',
    reason: OLD_TOOL,
    owner: "data-platform",
    expires: "2027-03-31",
    ...others,
  })
    .filter(([, value]) => value !== "")
    .map(([key, value], index) => `${index === 0 ? "  - " : "    "}${key}: ${value}\n`)
    .join("");

/** What is loaded from a file with this text. */
export const loadedFrom = (text: string): LoadedExemptions =>
  loadExemptions(projectWith({ [EXEMPTIONS_FILE]: text }), RULES, TODAY);
