/** Why there is no data server: the message says what to do. */
export class DataServerError extends Error {
  constructor(
    readonly problem: "no-java" | "no-jdk" | "old-java" | "download" | "compile" | "start-failed" | "port-in-use",
    message: string,
  ) {
    super(message);
    this.name = "DataServerError";
  }
}
