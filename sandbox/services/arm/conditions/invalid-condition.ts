/** A condition that is not understood; the message names the part of it that is not. */
export class InvalidCondition extends Error {
  constructor(part: string) {
    super(`${part} is not understood`);
    this.name = "InvalidCondition";
  }
}
