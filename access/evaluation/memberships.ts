import { cycleIn } from "../../infra/config";
import { AccessError } from "../access-error";
import { EVERYONE_IN_ACCOUNT, type Principal } from "../state/access-state";

/** From a principal to a group that it is in: itself, the groups between, and the group. */
export type Path = readonly string[];

/** Who is in which groups, through others too. */
export class Memberships {
  private readonly byName: ReadonlyMap<string, Principal>;
  private readonly known = new Map<string, ReadonlyMap<string, Path>>();

  /** @throws AccessError for groups that contain each other: what a member of such a group may do has no answer. */
  constructor(principals: readonly Principal[]) {
    this.byName = new Map(principals.map((principal) => [principal.name, principal]));
    const circle = cycleIn([...this.byName.keys()], (name) => this.byName.get(name)?.memberOf ?? []);
    if (circle) {
      throw new AccessError(
        `Groups contain each other: ${circle.join(" is in ")}. Take one of them out of the other, in the account's directory.`,
      );
    }
  }

  /** Everything that stands for the principal in a grant, itself first, each with the shortest way there. */
  namesOf(principal: string): ReadonlyMap<string, Path> {
    const known = this.known.get(principal);
    if (known) return known;
    const paths = new Map<string, Path>([[principal, [principal]]]);
    // A map is walked in the order in which it grows: nearer groups come before farther ones.
    for (const [name, path] of paths) {
      for (const group of this.byName.get(name)?.memberOf ?? []) {
        if (!paths.has(group)) paths.set(group, [...path, group]);
      }
    }
    if (principal !== EVERYONE_IN_ACCOUNT) paths.set(EVERYONE_IN_ACCOUNT, [principal, EVERYONE_IN_ACCOUNT]);
    this.known.set(principal, paths);
    return paths;
  }
}
