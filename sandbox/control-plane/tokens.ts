import { createHmac, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeTrusted, readTrusted, type TrustedFile } from "./trusted-file";

const KEY_BYTES = 32;

const keyFile = (home: string): TrustedFile => ({
  path: join(home, "token-key"),
  form: /^[0-9a-f]{64}$/,
  described: "64 hexadecimal digits",
  remedy: "Delete it: the next start of the sandbox makes another one, and with it other tokens.",
});

/**
 * Bearer tokens of the sandbox. A token is derived from the principal's id and a key that only the sandbox's owner can
 * read, so that no token is ever stored and every token stays the same over restarts; a new key revokes them all.
 */
export class Tokens {
  private constructor(private readonly key: Buffer) {}

  /**
   * Reads the key of the sandbox at `home`, and makes one where there is none.
   * @throws UntrustedFileError when it is damaged, or not this user's alone: anybody could compute tokens of it.
   */
  static of(home: string): Tokens {
    const file = keyFile(home);
    if (!existsSync(file.path)) makeTrusted(file.path, randomBytes(KEY_BYTES).toString("hex"));
    return new Tokens(Buffer.from(readTrusted(file), "hex"));
  }

  /** Whether the sandbox at `home` has a key: without one it has never run. */
  static exist(home: string): boolean {
    return existsSync(keyFile(home).path);
  }

  /** Tokens under a key that lives as long as the process: for tests. */
  static ephemeral(): Tokens {
    return new Tokens(randomBytes(KEY_BYTES));
  }

  /** The token of a principal of the directory. */
  forPrincipal(id: string): string {
    return `dapi${this.derive(`principal:${id}`)}`;
  }

  /** The token of the sandbox's operator: it may inject faults and read the state, and is nobody in the directory. */
  forOperator(): string {
    return `lksb${this.derive("operator")}`;
  }

  private derive(subject: string): string {
    return createHmac("sha256", this.key).update(subject).digest("hex").slice(0, 40);
  }
}
