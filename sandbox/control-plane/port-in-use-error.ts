/** Another process listens on a port that the sandbox needs. */
export class PortInUseError extends Error {
  constructor(
    readonly port: number,
    /** What the port is for, in the user's words: `the account API`. */
    readonly purpose: string,
  ) {
    super(
      `Port ${port}, which the sandbox needs for ${purpose}, is in use by another program. ` +
        "Stop that program, or choose another first port with LAKESTAGE_PORT (for example LAKESTAGE_PORT=7500).",
    );
    this.name = "PortInUseError";
  }
}
