import { readFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { lockedModules } from "./locked-modules";

const CHECKOUT = join(__dirname, "../..");

/** What npm writes, as far as this adds to it. */
interface CycloneDx {
  components: object[];
}

/**
 * A bill of materials in CycloneDX: all packages of npm that the lock file pins, as npm itself lists them, with the modules
 * of Go that engine, provider and catalogue are built from, and the packages of Python that tasks run with.
 *
 * @param npmArguments Default: all packages. `--omit=dev` leaves those that only developers need.
 */
export async function sbom(npmArguments: readonly string[] = []): Promise<object> {
  const parameters = ["sbom", "--sbom-format=cyclonedx", "--package-lock-only", ...npmArguments];
  const { stdout } = await execa("npm", parameters, { cwd: CHECKOUT });
  const document = JSON.parse(stdout) as CycloneDx;
  const others = lockedModules(CHECKOUT).map(({ lockedBy, name, purl, version }) => ({
    "bom-ref": purl,
    type: "library",
    name,
    version,
    purl,
    properties: lockedBy.map((value) => ({ name: "lakestage:lockedBy", value })),
  }));
  return { ...document, components: [...document.components, ...others] };
}

/** Names of the packages that npm's lock file pins, each with its licence as the package states it. */
export function licences(): Map<string, string> {
  const lock = JSON.parse(readFileSync(join(CHECKOUT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { license?: string }>;
  };
  return new Map(
    Object.entries(lock.packages)
      .filter(([place]) => place !== "")
      .map(([place, { license = "" }]) => [place.replace(/.*node_modules\//, ""), license]),
  );
}
