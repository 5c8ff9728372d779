/** What a host says of a request that it refuses. */
export interface Refusal {
  /** `PERMISSION_DENIED`; undefined where it names none. */
  code: string | undefined;
  /** For people; it may name some of them. */
  message: string;
}

/** A Databricks host did not do what it was asked to. Callers say in their own words what that means, and what to do. */
export class DatabricksError extends Error {
  /** Name or address, and port. */
  readonly host: string;
  /** Without the query: it may hold names of people. */
  readonly path: string;

  /**
   * @param reason what happened, as the end of a sentence that begins with where: `answered 500`.
   * @param status of the answer; undefined where there was none that can be used.
   * @param refusal in the host's words, where it said any.
   */
  constructor(
    { host, pathname }: URL,
    readonly reason: string,
    readonly status?: number,
    readonly refusal?: Refusal,
  ) {
    // Who does not answer at all is the host, whatever it is asked for.
    super(`${host}${status === undefined ? "" : pathname} ${reason}`);
    this.name = "DatabricksError";
    this.host = host;
    this.path = pathname;
  }

  /** Host and path. */
  get where(): string {
    return `${this.host}${this.path}`;
  }
}
