/** A Databricks host did not do what it was asked to. Callers say in their own words what that means, and what to do. */
export class DatabricksError extends Error {
  /** Name or address, and port. */
  readonly host: string;
  /** Without the query: it may hold names of people. */
  readonly path: string;

  /**
   * @param reason what happened, as the end of a sentence that begins with where: `answered 500`.
   * @param status of the answer; undefined where there was none that can be used.
   */
  constructor(
    { host, pathname }: URL,
    readonly reason: string,
    readonly status?: number,
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
