import { nameOf, wordOf } from "../../evaluation/words";
import {
  type AccessMatrix,
  COLUMNS,
  type Column,
  type MatrixCell,
  type MatrixRow,
  shortName,
} from "../../matrix/access-matrix";
import { principalOf } from "../../matrix/build-matrix";
import { type Verb, verbsOf } from "../../matrix/verbs";
import type { Principal } from "../../state/access-state";
import { holderOf } from "../overview";
import { type Thing, withBlanks } from "./blanks";
import type { PageDataBuilder } from "./page-data";

/** Things of a kind with which everybody may do the same, for the same reasons. */
export interface PageLine {
  environment: string;
  kind: string;
  /** The environment that they are part of; absent: none. */
  partOf?: string;
  things: Thing[];
  columns: Partial<Record<Column, PageCell>>;
  others: PageCell[];
}

/** What one principal may do with the things of a line; in the column of run identities, each project's own. */
export interface PageCell {
  /** Key of the holder. */
  holder: string;
  /** What it is called, with blanks. */
  who: string;
  /** The same where there is little room. */
  short: string;
  verbs: Verb[];
  /** Their number. */
  reasons: number;
}

/** The lines of a page, whose reasons go to its data. */
export function pageLines({ principals, rows }: AccessMatrix, page: PageDataBuilder): PageLine[] {
  const lines = new Map<string, PageLine>();
  for (const row of rows) {
    const thing = { name: nameOf(row.target), ...(row.project !== undefined && { project: row.project }) };
    const line = lineOf(row, thing, principals, page);
    const key = JSON.stringify({ ...line, things: [] });
    const known = lines.get(key);
    if (known) known.things.push(thing);
    else lines.set(key, line);
  }
  return [...lines.values()];
}

function lineOf(row: MatrixRow, thing: Thing, principals: readonly Principal[], page: PageDataBuilder): PageLine {
  const cell = (principal: Principal, held?: MatrixCell): PageCell => ({
    holder: holderOf(principal).key,
    who: withBlanks(principal.displayName, thing),
    short: shortName(principal),
    verbs: held ? verbsOf(row.target, held.may) : [],
    reasons: page.reasons(row, thing, principal.name),
  });
  // A part's column has a cell even where it may do nothing: that, too, has its reasons.
  const columns = COLUMNS.flatMap((column) => {
    const principal = principalOf(column, row, principals);
    const held = row.cells.find((each) => each.principal === principal?.name);
    return principal ? [[column, { ...cell(principal, held), short: "" }] as const] : [];
  });
  const others = row.cells.flatMap((held) => {
    const principal = principals.find(({ name }) => name === held.principal);
    return principal && held.part === undefined ? [cell(principal, held)] : [];
  });
  return {
    environment: row.environment,
    kind: wordOf(row.target),
    ...(row.partOf !== undefined && { partOf: row.partOf }),
    things: [thing],
    columns: Object.fromEntries(columns),
    others,
  };
}
