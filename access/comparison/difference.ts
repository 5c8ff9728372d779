import type { SecurableAddress } from "../../databricks/securables";

/** Something that somebody holds in a running estate beyond what the estate gives them. */
export interface Difference {
  what:
    | "grant"
    | "ownership"
    | "isolation"
    | "binding"
    | "permission"
    | "run-as"
    | "membership"
    | "assignment"
    | "entitlement";
  /** The stack whose thing it is about: `prod`, `prod.flight-delay`. */
  stack: string;
  /** Who holds it, as people know them; of a binding, the workspace. */
  who: string;
  /** On what: `schema prod.flight_delay`. */
  where: string;
  /** What they hold beyond what is declared: privileges, a level, a role. */
  holds: string[];
  /**
   * Whether one resource of the stack declares all that there may be: a whole list of grants or permissions, or the only
   * owner. The engine takes away what is beyond it, once it has read that back.
   */
  authoritative: boolean;
  /** Of a binding, what the bindings API needs to put it right. */
  binding?: {
    securable: SecurableAddress;
    workspaceId: string;
    /** Whether a read-only one is declared in its place; else none is. */
    declaredReadOnly: boolean;
  };
  /** How to take it away, in a sentence. */
  remove: string;
  /** How to keep it, so that it is declared, in a sentence. */
  adopt: string;
}

/** The file that says what every role may do. */
export const ACCESS_MODEL = "infra/config/access.ts";

/** A name as SQL quotes it. */
export const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
