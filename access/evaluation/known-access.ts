import { containerOf, type SecurableAddress } from "../../databricks/securables";
import { AccessError } from "../access-error";
import {
  type AccessState,
  type Environment,
  EVERYONE_IN_WORKSPACE,
  type ObjectAddress,
  type Principal,
  type Securable,
  type WorkspaceObject,
} from "../state/access-state";
import { Memberships, type Path } from "./memberships";

/** An access state, with everything in it at hand by its name. */
export class KnownAccess {
  private readonly memberships: Memberships;
  private readonly principals: ReadonlyMap<string, Principal>;
  private readonly environments: ReadonlyMap<string, Environment>;
  private readonly securables: ReadonlyMap<string, Securable>;
  private readonly objects: ReadonlyMap<string, WorkspaceObject>;
  private readonly names = new Map<string, ReadonlyMap<string, Path>>();

  /** @throws AccessError when groups contain each other. */
  constructor(readonly state: AccessState) {
    this.memberships = new Memberships(state.principals);
    this.principals = new Map(state.principals.map((principal) => [principal.name, principal]));
    this.environments = new Map(state.environments.map((environment) => [environment.name, environment]));
    this.securables = new Map(state.securables.map((securable) => [securableKey(securable), securable]));
    this.objects = new Map(state.objects.map((object) => [objectKey(object), object]));
  }

  /** @throws AccessError when there is none of this name. */
  environment(name: string): Environment {
    const found = this.environments.get(name);
    if (found) return found;
    throw new AccessError(`There is no environment "${name}". There are: ${[...this.environments.keys()].join(", ")}.`);
  }

  principal(name: string): Principal | undefined {
    return this.principals.get(name);
  }

  /** What a principal is called in a sentence: application ids say nothing to people. */
  called(name: string): string {
    const principal = this.principals.get(name);
    return principal?.kind === "servicePrincipal" ? principal.displayName : name;
  }

  securable(address: SecurableAddress): Securable | undefined {
    return this.securables.get(securableKey(address));
  }

  object(address: ObjectAddress): WorkspaceObject | undefined {
    return this.objects.get(objectKey(address));
  }

  /** The securable and all that it lies in, innermost first; the metastore is the last. */
  lineage(address: SecurableAddress): SecurableAddress[] {
    const lineage = [address];
    for (let outer = containerOf(address); outer; outer = containerOf(outer)) lineage.push(outer);
    const metastore = lineage.map((each) => this.securable(each)?.metastore).find((each) => each !== undefined);
    if (address.type !== "metastore" && metastore) lineage.push({ type: "metastore", name: metastore });
    return lineage;
  }

  /** Everything that stands for a principal in the lists of an environment's workspace, with the way there. */
  namesIn(environment: string, principal: string): ReadonlyMap<string, Path> {
    const key = `${environment}/${principal}`;
    const known = this.names.get(key);
    if (known) return known;
    const names = new Map(this.memberships.namesOf(principal));
    const { assignments } = this.environment(environment);
    if (assignments.some((assignment) => names.has(assignment.principal)) && !names.has(EVERYONE_IN_WORKSPACE)) {
      names.set(EVERYONE_IN_WORKSPACE, [principal, EVERYONE_IN_WORKSPACE]);
    }
    this.names.set(key, names);
    return names;
  }

  /** `data-scientists`, or `data-scientists, which ada is in through seniors`. */
  way(path: Path): string {
    const [first = "", ...rest] = path;
    const last = rest.pop();
    if (last === undefined) return this.called(first);
    const between = rest.length > 0 ? ` through ${rest.join(" and ")}` : "";
    return `${last}, which ${this.called(first)} is in${between}`;
  }
}

const securableKey = ({ name, type }: SecurableAddress): string => `${type}/${name.toLowerCase()}`;

const objectKey = ({ environment, kind, name }: ObjectAddress): string => `${environment}/${kind}/${name}`;
