/** Exemptions from rules: the file, and what it silences. */
export { type AppliedExemptions, applyExemptions, type Exempted } from "./apply-exemptions";
export { exemptibleIds } from "./exemptible-ids";
export { EXEMPTIONS_FILE, type Exemption, exemptionsJsonSchema } from "./exemption";
export { expiredProblem, unusedProblem } from "./exemption-problems";
export { currentDay, type LoadedExemptions, loadExemptions } from "./load-exemptions";
export { mayFitStack } from "./urn-pattern";
