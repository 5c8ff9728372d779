import type { Stage } from "../../infra/config";
import type { Target } from "../evaluation/explanation";
import { nameOf, wordOf } from "../evaluation/words";
import type { Principal } from "../state/access-state";
import type { AccessMatrix, MatrixRow } from "./access-matrix";
import { type Reach, reachOf, verbsOf } from "./verbs";

/** What a principal may do with one thing after a change, and could not before; or the other way round. */
export interface MatrixChange {
  environment: string;
  target: Target;
  /** What the principal is called: ids need not be the same on both sides. */
  principal: string;
  added: string[];
  removed: string[];
  /** Of the environment that the thing is part of. Absent: none of the estate's. */
  stage?: Stage;
  /** Whether the principal is a user or a group of them, and no identity of jobs and pipelines. */
  isPeople: boolean;
  /** How far it goes what is added. Absent: nothing is. */
  reach?: Reach;
  /**
   * The new thing, or the new project, that this comes with: those who play a part had just this on others of the kind before.
   * Absent: it is something else than what the access model gives.
   */
  usualFor?: string;
}

/** From the farthest on. */
const REACHES: readonly Reach[] = ["changes", "runs", "looks"];

const STAGES: readonly (Stage | undefined)[] = ["production", "staging", "development", undefined];

/**
 * What a change adds and takes away: production first, people before identities, and what goes farthest before what goes less
 * far; else in the order of the matrix that it leads to.
 * @param environments all that there are; a part of a matrix may show things of others. Default: the matrix's.
 */
export function matrixChanges(
  before: AccessMatrix,
  after: AccessMatrix,
  environments: readonly { name: string; stage: Stage }[] = after.environments,
): MatrixChange[] {
  const stages = new Map([...before.environments, ...environments].map(({ name, stage }) => [name, stage]));
  const moved = movedBetween(before.principals, after.principals);
  const had = rightsIn(before, stages, moved);
  const has = rightsIn(after, stages, moved);
  const usual = new UsualRights(before, [...had.values()]);
  const keys = [...new Set([...has.keys(), ...had.keys()])];
  const changes = keys.flatMap((key): MatrixChange[] => {
    const [then, now] = [had.get(key), has.get(key)];
    const known = now ?? then;
    if (!known) return [];
    const added = now?.may.filter((action) => !then?.may.includes(action)) ?? [];
    const removed = then?.may.filter((action) => !now?.may.includes(action)) ?? [];
    if (added.length + removed.length === 0) return [];
    const { environment, principal, row, stage } = known;
    const reach = farthest(row.target, added);
    const usualFor = removed.length === 0 ? usual.reasonOf(known, added) : undefined;
    return [
      {
        environment,
        target: row.target,
        principal: nameIn(known),
        added,
        removed,
        isPeople: principal?.kind !== "servicePrincipal",
        ...(stage && { stage }),
        ...(reach && { reach }),
        ...(usualFor !== undefined && { usualFor }),
      },
    ];
  });
  return changes.sort(
    (one, other) =>
      STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) ||
      Number(other.isPeople) - Number(one.isPeople) ||
      rankOf(one) - rankOf(other),
  );
}

type Stages = ReadonlyMap<string, Stage>;

/** Whose groups are not what they were, by what they are called. Who is new comes with the rights of a part, or is counted too. */
function movedBetween(before: readonly Principal[], after: readonly Principal[]): Set<string> {
  const groups = (principals: readonly Principal[]): Map<string, string> =>
    new Map(principals.map(({ displayName, memberOf }) => [displayName, [...memberOf].sort().join("\n")]));
  const [then, now] = [groups(before), groups(after)];
  const playing = new Set(after.flatMap(({ displayName, part }) => (part === undefined ? [] : displayName)));
  return new Set(
    [...now].flatMap(([name, memberOf]) => {
      if (!then.has(name)) return playing.has(name) || memberOf === "" ? [] : [name];
      return then.get(name) === memberOf ? [] : [name];
    }),
  );
}

const rankOf = ({ reach }: MatrixChange): number => (reach ? REACHES.indexOf(reach) : REACHES.length);

function farthest(target: Target, actions: readonly string[]): Reach | undefined {
  const reaches = verbsOf(target, actions).map(reachOf);
  return REACHES.find((reach) => reaches.includes(reach));
}

interface Right {
  environment: string;
  row: MatrixRow;
  stage?: Stage;
  /** Undefined for one that the matrix does not describe. */
  principal: Principal | undefined;
  /** As grants name it. */
  name: string;
  may: readonly string[];
}

const nameIn = ({ name, principal }: Right): string => principal?.displayName ?? name;

/** What those who play a part in the access model had before, on things of a kind. */
class UsualRights {
  private readonly things: ReadonlySet<string>;
  private readonly projects: ReadonlySet<string>;
  private readonly principals: ReadonlySet<string>;
  private readonly held = new Map<string, Set<string>>();

  constructor({ principals, rows }: AccessMatrix, rights: readonly Right[]) {
    this.things = new Set(rows.map(thingOf));
    this.projects = new Set(rows.flatMap(({ project }) => project ?? []));
    this.principals = new Set(principals.map(({ displayName }) => displayName));
    for (const right of rights) {
      for (const key of [likeOthers(right), ofOthers(right)]) {
        if (key === undefined) continue;
        const held = this.held.get(key) ?? new Set();
        for (const action of right.may) held.add(action);
        this.held.set(key, held);
      }
    }
  }

  /** What is new that these rights come with; undefined where nothing is, or more is given than is usual. */
  reasonOf(right: Right, added: readonly string[]): string | undefined {
    const { principal, row } = right;
    const key = this.things.has(thingOf(row)) ? this.ofNewIdentity(right) : likeOthers(right);
    const held = key === undefined ? undefined : this.held.get(key);
    if (!held || !added.every((action) => held.has(action))) return undefined;
    const project = row.project ?? principal?.project;
    if (project !== undefined && !this.projects.has(project)) return `project ${project}`;
    return `${wordOf(row.target)} ${nameOf(row.target)}`;
  }

  private ofNewIdentity(right: Right): string | undefined {
    return this.principals.has(nameIn(right)) ? undefined : ofOthers(right);
  }
}

const thingOf = ({ environment, target }: MatrixRow): string =>
  [environment, wordOf(target), nameOf(target)].join("\n");

/** The same for all things of a kind in an environment, and for whoever stands to them in the same way. */
function likeOthers({ environment, principal, row }: Right): string | undefined {
  const part = principal?.part;
  if (part === undefined || row.project === undefined) return undefined;
  // Of run identities, the thing's own.
  if (part === "runner" && principal?.project !== row.project) return undefined;
  const whose = [part, ...(principal?.environments ?? [])].join(" ");
  return ["kind", environment, row.partOf ?? "", wordOf(row.target), whose].join("\n");
}

/** The same for all run identities of an environment, on one thing that is no project's. */
function ofOthers({ environment, principal, row }: Right): string | undefined {
  if (principal?.part !== "runner" || row.project !== undefined) return undefined;
  const whose = (principal.environments ?? []).join(" ");
  return ["thing", environment, thingOf(row), whose].join("\n");
}

/** @param moved those who are told with what their groups may, too; else that is said of the groups. */
function rightsIn({ principals, rows }: AccessMatrix, stages: Stages, moved: ReadonlySet<string>): Map<string, Right> {
  const known = new Map(principals.map((principal) => [principal.name, principal]));
  const groupsOf = (name: string): string[] => {
    const groups = new Set([name]);
    for (const group of groups) for (const other of known.get(group)?.memberOf ?? []) groups.add(other);
    return [...groups];
  };
  const withGroups = principals.filter(({ displayName }) => moved.has(displayName));
  const rights = rows.flatMap((row) => {
    const { cells, environment, partOf } = row;
    const stage = partOf === undefined ? undefined : stages.get(partOf);
    const right = (name: string, may: readonly string[]): Right => ({
      environment,
      row,
      principal: known.get(name),
      name,
      may,
      ...(stage && { stage }),
    });
    const mayOf = (names: readonly string[]): string[] => [
      ...new Set(cells.flatMap(({ may, principal }) => (names.includes(principal) ? may : []))),
    ];
    return [
      ...cells.map(({ may, principal }) => right(principal, may)),
      ...withGroups.map(({ name }) => right(name, mayOf(groupsOf(name)))),
    ];
  });
  return new Map(
    rights.map((right) => [
      [right.environment, wordOf(right.row.target), nameOf(right.row.target), nameIn(right)].join("\n"),
      right,
    ]),
  );
}
