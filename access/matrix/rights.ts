import { actionsOn, Evaluator } from "../evaluation/evaluator";
import type { Target } from "../evaluation/explanation";
import type { AccessState } from "../state/access-state";
import type { RowTarget } from "./matrix-targets";

/** Works out rights, once for all principals that the same names in a row's lists stand for. */
export class Rights {
  private readonly evaluator: Evaluator;
  /** Principals behind each name, by environment. */
  private readonly behind = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** @throws AccessError when groups contain each other. */
  constructor(private readonly state: AccessState) {
    this.evaluator = new Evaluator(state);
  }

  /** Tells of a principal what it may do with a row's thing. */
  on(row: RowTarget): (principal: string) => string[] {
    const { known } = this.evaluator;
    const { assignments, entitlements } = known.environment(row.environment);
    const listed = new Set([...assignments, ...entitlements].map(({ principal }) => principal));
    for (const name of this.listedOn(row.target)) listed.add(name);
    const answers = new Map<string, string[]>();
    return (principal) => {
      const names = [...known.namesIn(row.environment, principal).keys()].filter((name) => listed.has(name));
      const signature = names.sort().join("\n");
      const may = answers.get(signature) ?? this.actions(row, principal);
      answers.set(signature, may);
      return may;
    };
  }

  /** Everybody who is named by a list that can give anything on a row's thing, themselves or through a group. */
  holders({ environment, target }: RowTarget): string[] {
    const { assignments } = this.evaluator.known.environment(environment);
    const admins = assignments.filter(({ permission }) => target.sort === "workspace" || permission === "ADMIN");
    const names = [...admins.map(({ principal }) => principal), ...this.listedOn(target)];
    const behind = this.behindIn(environment);
    const holders = new Set(names.flatMap((name) => behind.get(name) ?? []));
    return this.state.principals.map(({ name }) => name).filter((name) => holders.has(name));
  }

  /** The groups that a principal is in, those that every workspace has left out. */
  groupsOf(principal: string, { environment }: RowTarget): string[] {
    const { known } = this.evaluator;
    const names = [...known.namesIn(environment, principal).keys()];
    return names.filter((name) => name !== principal && known.principal(name) !== undefined);
  }

  private actions({ environment, target }: RowTarget, principal: string): string[] {
    return actionsOn(target).filter(
      (action) => this.evaluator.explain({ environment, principal, target, action }).allowed,
    );
  }

  /** Every name on the lists of a thing and of what it lies in. */
  private listedOn(target: Target): string[] {
    const { known } = this.evaluator;
    if (target.sort === "workspace") return [];
    if (target.sort === "object") return known.object(target)?.permissions.map(({ principal }) => principal) ?? [];
    return known.lineage(target).flatMap((address) => {
      const { grants = [], owner } = known.securable(address) ?? {};
      return [...grants.map(({ principal }) => principal), ...(owner === undefined ? [] : [owner])];
    });
  }

  private behindIn(environment: string): ReadonlyMap<string, readonly string[]> {
    const found = this.behind.get(environment);
    if (found) return found;
    const behind = new Map<string, string[]>();
    for (const { name: principal } of this.state.principals) {
      for (const name of this.evaluator.known.namesIn(environment, principal).keys()) {
        behind.set(name, [...(behind.get(name) ?? []), principal]);
      }
    }
    this.behind.set(environment, behind);
    return behind;
  }
}
