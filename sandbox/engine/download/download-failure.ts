/**
 * Why something could not be downloaded.
 *
 * - `unreachable`: nothing answered; what lies at the same place need not be tried.
 * - `refused`: the server answered with an error.
 * - `not-there`: it does not have this, or no checksum of it.
 * - `broken-off`: the answer ended or stood still, again and again.
 * - `not-a-release`: what came is something else, such as a page on which to sign in.
 * - `wrong-checksum`: it is not what was published.
 * - `unusable`: it is what was published, and of no use here.
 */
export type DownloadProblem =
  | "unreachable"
  | "refused"
  | "not-there"
  | "broken-off"
  | "not-a-release"
  | "wrong-checksum"
  | "unusable";

/** Something could not be downloaded; there may be another way to it. The message names address and reason in one clause. */
export class DownloadFailure extends Error {
  constructor(
    readonly problem: DownloadProblem,
    message: string,
  ) {
    super(message);
    this.name = "DownloadFailure";
  }
}
