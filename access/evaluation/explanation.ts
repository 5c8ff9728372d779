import type { SecurableAddress } from "../../databricks/securables";
import type { ObjectAddress } from "../state/access-state";

/** What a question is about. */
export type Target =
  | ({ sort: "securable" } & SecurableAddress)
  | ({ sort: "object" } & ObjectAddress)
  /** The workspace of an environment. */
  | { sort: "workspace"; environment: string };

export interface Question {
  /** The environment from whose workspace it is done. */
  environment: string;
  /** The principal's name, as grants have it. */
  principal: string;
  target: Target;
  /** A privilege or level as the API spells it, or one of `WORKSPACE_ACTIONS`. */
  action: string;
}

/** One thing that was looked at, in the order in which they decide. */
export interface Step {
  /** Whether it speaks for access. A step that does not is the last one. */
  holds: boolean;
  /** One sentence without its full stop. */
  text: string;
}

/** Whether an action is allowed, with all that makes it so. */
export interface Explanation {
  allowed: boolean;
  steps: Step[];
}

/** What a workspace may let somebody do, apart from everything in it. */
export const WORKSPACE_ACTIONS = ["open workspace", "use SQL", "create clusters", "administer workspace"] as const;

export type WorkspaceAction = (typeof WORKSPACE_ACTIONS)[number];

/** What is decided so far: the steps up to the one that refuses. */
export class Chain {
  private readonly steps: Step[] = [];

  /** Notes what was found, and says whether it holds. */
  note(holds: boolean, text: string): boolean {
    this.steps.push({ holds, text });
    return holds;
  }

  /** Nothing refused. */
  get explanation(): Explanation {
    return { allowed: this.steps.every(({ holds }) => holds), steps: this.steps };
  }
}
