import { type AccessMatrix, COLUMNS, type MatrixRow, PART_NAMES } from "../matrix/access-matrix";
import { inOrder, type Verb, verbsOf } from "../matrix/verbs";
import type { Part, Principal } from "../state/access-state";

/** What everybody may do at most, environment by environment. */
export interface Overview {
  environments: AccessMatrix["environments"];
  /** Who plays a part of the access model, in its order, and then everybody else who may do anything. */
  holders: Holder[];
}

/** The principals that play a part, or one that plays none. */
export interface Holder {
  /** Unique. */
  key: string;
  name: string;
  /** What its principals are called. */
  principals: string[];
  /** Who is in its groups, as far as that is known. */
  members: string[];
  /** By the environment that things are part of, from whosever workspace. */
  byEnvironment: ReadonlyMap<string, Holdings>;
}

export interface Holdings {
  /** With what is in Unity Catalog. */
  data: Verb[];
  /** With the workspace and what it has beside that. */
  workspace: Verb[];
}

/** Who a principal is counted with: its part, where it plays one. A project's run identity is one of the run identities. */
export function holderOf({ displayName, name, part }: Principal): Pick<Holder, "key" | "name"> {
  if (part === undefined) return { key: `principal/${name}`, name: displayName };
  const shared = part === "runner" ? "runners" : part;
  return { key: keyOf(shared), name: PART_NAMES[shared] };
}

const keyOf = (part: Part): string => `part/${part}`;

/** Sums a matrix up. */
export function overviewOf({ environments, principals, rows }: AccessMatrix): Overview {
  const found = new Map<string, FoundHolder>();
  const foundAs = (principal: Principal): FoundHolder => {
    const { key, name } = holderOf(principal);
    const holder = found.get(key) ?? { key, name, principals: new Set(), verbs: new Map() };
    found.set(key, holder);
    return holder;
  };
  const byName = new Map(principals.map((principal) => [principal.name, principal]));
  for (const row of rows) {
    for (const { may, principal: name } of row.cells) {
      const principal = byName.get(name);
      if (!principal) continue;
      const { principals: its, verbs } = foundAs(principal);
      its.add(principal);
      const place = placeOf(row);
      verbs.set(place, [...new Set([...(verbs.get(place) ?? []), ...verbsOf(row.target, may)])]);
    }
  }
  const holders = [...found.values()].sort(
    (one, other) => rankOf(one) - rankOf(other) || compare(one.name, other.name),
  );
  return { environments, holders: holders.map((holder) => summedUp(holder, environments, principals)) };
}

interface FoundHolder {
  key: string;
  name: string;
  principals: Set<Principal>;
  /** By place. */
  verbs: Map<string, Verb[]>;
}

/** Where a row's verbs count: `prod/data`. */
const placeOf = ({ environment, partOf = environment, target }: MatrixRow): string =>
  `${partOf}/${target.sort === "securable" ? "data" : "workspace"}`;

function summedUp(
  { key, name, principals, verbs }: FoundHolder,
  environments: Overview["environments"],
  everybody: readonly Principal[],
): Holder {
  const names = new Set([...principals].map((principal) => principal.name));
  const members = everybody.filter(
    (each) => !names.has(each.name) && holderOf(each).key !== key && each.memberOf.some((group) => names.has(group)),
  );
  return {
    key,
    name,
    principals: namesOf([...principals]),
    members: namesOf(members),
    byEnvironment: new Map(
      environments.map((environment) => [
        environment.name,
        {
          data: inOrder(verbs.get(`${environment.name}/data`) ?? []),
          workspace: inOrder(verbs.get(`${environment.name}/workspace`) ?? []),
        },
      ]),
    ),
  };
}

const namesOf = (principals: readonly Principal[]): string[] =>
  principals.map(({ displayName }) => displayName).sort(compare);

const ORDER: readonly string[] = [...COLUMNS, "preview" as const, "retraining" as const].map(keyOf);

const rankOf = ({ key }: Pick<Holder, "key">): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

const compare = (one: string, other: string): number => one.localeCompare(other, "en");
