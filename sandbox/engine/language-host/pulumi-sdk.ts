import { createRequire } from "node:module";
import { join } from "node:path";

/** The entry points of `@pulumi/pulumi` that run something inside a Node process of its own. */
export type SdkCommand = "run" | "run-plugin" | "run-policy-pack";

/**
 * Finds the SDK that the program in this folder would import, so that program and runner share one copy.
 *
 * @throws Error that says what to do, when the program's packages are not installed.
 */
export function sdkCommand(programDirectory: string, command: SdkCommand): string {
  try {
    return createRequire(join(programDirectory, "package.json")).resolve(`@pulumi/pulumi/cmd/${command}`);
  } catch {
    throw new Error(`@pulumi/pulumi is not installed for the program in ${programDirectory}: run \`npm ci\` there`);
  }
}

/** The SDK's version, which this host reports as its own. */
export function sdkVersion(): string {
  const manifest: unknown = createRequire(__filename)("@pulumi/pulumi/package.json");
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) return "";
  return String(manifest.version);
}
