import { answer } from "../harness/api-calls";
import type { Estate } from "../harness/estate";

export type EnvironmentName = "dev" | "staging" | "prod";

/** Who answers: Azure, the account, or the workspace of an environment. */
export type Service = "azure" | "account" | EnvironmentName;

export interface Change {
  at: Service;
  method: "DELETE" | "PATCH" | "POST" | "PUT";
  path: string;
  body?: object;
}

/** A change that an identity tries, which lacks the right to it. */
export interface Attempt extends Change {
  what: string;
  /** What the refusal says that the identity lacks. */
  lacks: string;
  /** 403, unless the service refuses in another way: then `lacks` says why. */
  status?: number;
  /**
   * How it is no refusal: where the very same request of whoever deploys the platform would not show that, what is
   * different. It shows that nothing but the right was missing.
   */
  allowed?: Partial<Change> & {
    as?: string;
    /** What whoever deploys the platform does before. */
    after?: readonly Change[];
    /** The answer, where it is an error that has nothing to do with rights. */
    status?: number;
  };
}

/** Whoever deploys the platforms. */
const DEPLOYER = "lakestage-deployer";

/** What each attempt was answered, and what it must have been. */
export interface Outcomes {
  found: string[];
  expected: string[];
}

/** Makes changes in a running estate as any of its principals. */
export class Attempts {
  private constructor(
    private readonly estate: Estate,
    private readonly addresses: Record<Service, string>,
  ) {}

  static async on(estate: Estate, workspaces: Record<EnvironmentName, string>): Promise<Attempts> {
    const { account, arm } = await estate.addresses();
    return new Attempts(estate, { ...workspaces, account, azure: arm });
  }

  /** All as one principal, and how they must be refused. */
  async refused(attempts: readonly Attempt[], principal: string): Promise<Outcomes> {
    const outcomes: Outcomes = { found: [], expected: [] };
    for (const attempt of attempts) {
      const { lacks, status: expected = 403, what } = attempt;
      const { status, text } = await this.send(attempt, principal);
      outcomes.found.push(`${what}: ${status} ${text.includes(lacks) ? lacks : text}`);
      outcomes.expected.push(`${what}: ${expected} ${lacks}`);
    }
    return outcomes;
  }

  /** All by whom they are allowed to, in this order. */
  async allowed(attempts: readonly Attempt[]): Promise<Outcomes> {
    const outcomes: Outcomes = { found: [], expected: [] };
    for (const { allowed = {}, what, ...change } of attempts) {
      const { after = [], as = DEPLOYER, status: expected, ...different } = allowed;
      for (const each of after) await this.make(each);
      const { status, text } = await this.send({ ...change, ...different }, as);
      const done = expected === undefined ? status < 300 : status === expected;
      outcomes.found.push(done ? what : `${what}: ${status} ${text}`);
      outcomes.expected.push(what);
    }
    return outcomes;
  }

  /** A change that must succeed. */
  async make(change: Change, principal = DEPLOYER): Promise<void> {
    const { status, text } = await this.send(change, principal);
    if (status >= 300) throw new Error(`${change.method} ${change.path}: ${status} ${text}`);
  }

  private async send({ at, method, path, body }: Change, principal: string): Promise<{ status: number; text: string }> {
    const caller = { token: await this.estate.token(principal) };
    const { status, answer: content } = await answer(caller, method, `${this.addresses[at]}${path}`, body);
    return { status, text: JSON.stringify(content) };
  }
}
