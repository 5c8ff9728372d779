import { createHash, randomBytes } from "node:crypto";
import type { ResourceType } from "./resource-types";

const SUFFIX_LENGTH = 8;
const DEFAULT_LONGEST = 64;

/**
 * A name for a resource whose inputs have none: the resource's name in the program and a suffix, so that a replacement
 * can exist beside what it replaces.
 *
 * @param seed what Pulumi gives so that preview and update choose the same name.
 */
export function automaticName(resourceName: string, type: ResourceType, seed: Uint8Array): string {
  const bytes = seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(32);
  const hex = bytes.toString("hex");
  const longest = type.longestName ?? DEFAULT_LONGEST;
  switch (type.naming) {
    case "uuid":
      return uuidFrom(bytes);
    case "as-named":
      return resourceName;
    case "lower-alphanumeric":
      return shortened(resourceName.toLowerCase().replaceAll(/[^a-z0-9]/g, ""), longest) + hex.slice(0, SUFFIX_LENGTH);
    default:
      return shortened(resourceName, longest) + hex.slice(0, SUFFIX_LENGTH);
  }
}

const shortened = (name: string, longest: number): string => name.slice(0, longest - SUFFIX_LENGTH);

/** A random (version 4) UUID of these bytes. */
function uuidFrom(bytes: Buffer): string {
  const octets = Buffer.from(bytes.subarray(0, 16));
  octets[6] = ((octets[6] ?? 0) & 0x0f) | 0x40;
  octets[8] = ((octets[8] ?? 0) & 0x3f) | 0x80;
  return octets.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
