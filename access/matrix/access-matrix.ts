import { ROLE_NAMES } from "../../infra/config";
import type { Target } from "../evaluation/explanation";
import type { AccessState, Environment, Part, Principal } from "../state/access-state";

/** Who may do what, worked out: principals × what there is × actions. */
export interface AccessMatrix {
  /** Of this shape; another number means another shape. */
  version: 1;
  source: AccessState["source"];
  environments: Pick<Environment, "name" | "stage">[];
  principals: Principal[];
  /** The only principal that was asked about, by its name. Absent: all were. */
  only?: string;
  /** By environment, and then by kind. */
  rows: MatrixRow[];
}

/** One thing, as it is from the workspace of one environment. */
export interface MatrixRow {
  /** From whose workspace. A catalog that is bound to several is in several rows. */
  environment: string;
  target: Target;
  /** The environment that the thing is part of, where it is one's. */
  partOf?: string;
  project?: string;
  /**
   * Who may do anything with it. Who may do no more than the groups that they are in is not here, but for the principals
   * of the access model.
   */
  cells: MatrixCell[];
}

export interface MatrixCell {
  principal: string;
  /** The part that the principal plays for this row; absent: none, and so it is among the others. */
  part?: Column;
  /** As the API spells them, from the weakest on. */
  may: string[];
}

/** The parts of the access model that every row has a principal for. */
export const COLUMNS = [
  "dataScientists",
  "mlEngineers",
  "runners",
  "deployment",
  "platformAdmins",
] as const satisfies Part[];

export type Column = (typeof COLUMNS)[number];

/** What people call them. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  ...ROLE_NAMES,
  runner: "run identity",
  platformAdmins: "platform admins",
  preview: "preview",
  retraining: "retraining",
};

/** What a principal is called where there is little room. */
export function shortName(principal: Principal): string {
  const { displayName, environments, part } = principal;
  return (part === "runners" || part === "preview" || part === "retraining") && environments?.length === 1
    ? `${environments[0]}'s ${PART_NAMES[part]}`
    : displayName;
}
