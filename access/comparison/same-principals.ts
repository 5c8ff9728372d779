import type { AccessState, Principal } from "../state/access-state";

/**
 * Tells which principal of a running estate is which of the declared one. Application ids are only known once there is a
 * service principal, so that these are told by what people call them.
 */
export class SamePrincipals {
  private readonly declared: ReadonlyMap<string, Principal>;
  private readonly running: ReadonlyMap<string, Principal>;

  constructor(declared: AccessState, running: AccessState) {
    this.declared = new Map(declared.principals.map((principal) => [principal.name, principal]));
    this.running = new Map(running.principals.map((principal) => [principal.name, principal]));
  }

  /** Whether a name in a declared list and one in a list that was read back mean the same principal. */
  areSame(declaredName: string, runningName: string): boolean {
    return keyOf(this.declared.get(declaredName), declaredName) === keyOf(this.running.get(runningName), runningName);
  }

  /** What the principal of a list that was read back is called. Of people, several may have one display name. */
  called(runningName: string): string {
    const principal = this.running.get(runningName);
    return principal === undefined || principal.kind === "user" ? runningName : principal.displayName;
  }

  /** The declared principal of a running one. */
  declaredAs(runningName: string): Principal | undefined {
    return [...this.declared.values()].find(({ name }) => this.areSame(name, runningName));
  }
}

const keyOf = (principal: Principal | undefined, name: string): string =>
  principal?.kind === "servicePrincipal" ? `servicePrincipal ${principal.displayName}` : name;
