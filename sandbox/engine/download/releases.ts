import { databricksVersion, pinnedPulumi } from "../pinned-versions";

/** An archive that Pulumi publishes, and what is taken from it. Addresses are relative to those of all releases. */
export interface Release {
  /** As `the Pulumi CLI 3.256.0`. */
  readonly what: string;
  readonly archive: string;
  /** A list of the checksums of this version's archives. */
  readonly checksums: string;
  /** The folder in the archive that everything lies in; empty where there is none. */
  readonly folder: string;
  /** Which of its files are taken. */
  readonly takes: (name: string) => boolean;
  /** Files that have to be among them. */
  readonly needs: readonly string[];
  /** The program to ask for its version, how, and what it has to say. */
  readonly program: { readonly name: string; readonly parameters: readonly string[]; readonly version: string };
}

/** What both releases are published for; the sandbox runs on no other system. */
const SYSTEMS = ["linux", "darwin"];

/** The CLI with its language host; undefined where there is none for this platform. */
export function pulumiRelease(system: string, processor: string): Release | undefined {
  const version = pinnedPulumi();
  if (!SYSTEMS.includes(system) || !["x64", "arm64"].includes(processor)) return undefined;
  return {
    what: `the Pulumi CLI ${version}`,
    archive: `sdk/pulumi-v${version}-${system}-${processor}.tar.gz`,
    checksums: `sdk/pulumi-${version}-checksums.txt`,
    folder: "pulumi/",
    // Hosts of other languages are two thirds of it.
    takes: (name) => !/^pulumi-(language|resource-pulumi|analyzer-policy)-(?!nodejs)/.test(name),
    needs: ["pulumi", "pulumi-language-nodejs"],
    program: { name: "pulumi", parameters: ["version"], version },
  };
}

/** The Databricks provider's plugin; undefined where there is none for this platform. */
export function databricksRelease(system: string, processor: string): Release | undefined {
  const version = databricksVersion();
  const architecture = { x64: "amd64", arm64: "arm64" }[processor];
  if (!SYSTEMS.includes(system) || architecture === undefined) return undefined;
  const name = "pulumi-resource-databricks";
  return {
    what: `the Databricks provider ${version}`,
    archive: `plugins/${name}-v${version}-${system}-${architecture}.tar.gz`,
    checksums: `plugins/pulumi-databricks_${version}_checksums.txt`,
    folder: "",
    takes: (file) => file === name,
    needs: [name],
    program: { name, parameters: ["--version"], version },
  };
}
