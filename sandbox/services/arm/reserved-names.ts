import { badRequest } from "./arm-request";

/** Of resources that have an address in the world: words that no name holds, and words that none begins with. */
const RESERVED = /microsoft|windows|^(login|xbox)/i;

/** @throws ApiError ReservedResourceName */
export function requireUnreservedName(name: string): void {
  if (!RESERVED.test(name)) return;
  throw badRequest(
    "ReservedResourceName",
    `The resource name ${name} or a part of the name is a trademarked or reserved word.`,
  );
}
