/**
 * What is known of an estate's access does not answer the question, or contradicts itself. The message says what is
 * wrong, where, and what to do.
 */
export class AccessError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "AccessError";
  }
}
