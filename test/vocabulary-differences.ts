/**
 * Where `databricks/` and the sandbox differ on purpose, and why. A line that no longer differs fails the test, as one
 * that is missing does.
 */
interface Difference {
  /** What the two disagree on. */
  on: readonly string[];
  why: string;
}

/** Kinds of objects that the vocabulary knows, and the sandbox's permissions API does not. */
export const NO_LIST_OF_PERMISSIONS: readonly Difference[] = [
  { on: ["secret-scopes"], why: "Scopes have lists of their own, at /api/2.0/secrets/acls." },
  { on: ["service-principals"], why: "Who may act as one, the account's rule sets say." },
  {
    on: ["sql/dashboards"],
    why: "Databricks has retired them: a rule knows how they are named, and the sandbox makes none.",
  },
];

/** Kinds of objects that the sandbox's permissions API knows, and the vocabulary does not. */
export const UNKNOWN_TO_THE_VOCABULARY: readonly Difference[] = [
  {
    on: [
      "apps",
      "authorization",
      "database-projects",
      "files",
      "genie",
      "notebooks",
      "pipelines",
      "registered-models",
      "vector-search-endpoints",
    ],
    why: "No estate declares any, no rule looks at their permissions. Models are those of Unity Catalog.",
  },
];

/** Ends of crons that one of the two takes. */
export const CRONS: readonly Difference[] = [
  {
    on: [" 2030-2026"],
    why: "Quartz lets ranges of all fields but the year's go past their end. The sandbox takes those of years too.",
  },
];

/** Time zones that one of the two takes. */
export const TIME_ZONES: readonly Difference[] = [
  { on: ["GMT+24"], why: "Java counts hours from Greenwich up to 23. The sandbox counts none." },
];
