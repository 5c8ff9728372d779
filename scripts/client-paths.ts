import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { CLIENT_PATHS, type ClientPath } from "./client-paths/answers";

/** Go modules of clients whose paths are written as they are, and folders in them that are not the client. */
const GO_MODULES = [
  { name: "github.com/databricks/cli", version: "v1.10.0", without: /(^|\/)(acceptance|integration|testserver)\// },
  {
    name: "github.com/databricks/terraform-provider-databricks",
    version: "v1.126.0",
    without: /^(qa|internal\/acceptance)\//,
  },
];

/** A text that is an address below a host. */
const LITERAL = /"(\/(?:api\/\d\.\d\/|telemetry-ext|\.well-known\/)[^"\s]*)"/g;
/** MLflow's addresses are in its protocol buffers: method, path, and the version of the API. */
const PROTOCOL = /\\x12.{1,4}?(\/[\w/{}.:-]*mlflow\/[\w/{}.:-]+)\\x1a\\x04\\x08\\x0(\d)/g;
/** Of MLflow's, those that Databricks serves. */
const MLFLOW_FILES = /^(service|model_registry|databricks_\w+)_pb2\.py$/;

/**
 * `npx tsx scripts/client-paths.ts <folder of the Python package mlflow>`: reads the addresses that clients call out of
 * their sources. What each is answered with, or why not, is decided beside it.
 */
function main(): void {
  const mlflow = process.argv[2];
  if (!mlflow) throw new Error("say where the Python package mlflow is: its folder, with protos in it");
  const found = [...GO_MODULES.flatMap(goPaths), ...mlflowPaths(mlflow)];
  const unique = new Map(found.map((each) => [each.path, each]));
  const sorted = [...unique.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  writeFileSync(CLIENT_PATHS, `[\n${sorted.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n]\n`);
  console.log(`${sorted.length} addresses are in ${CLIENT_PATHS}`);
}

function goPaths({ name, version, without }: (typeof GO_MODULES)[number]): ClientPath[] {
  const printed = execFileSync("go", ["mod", "download", "-json", `${name}@${version}`], { encoding: "utf8" });
  const { Dir: folder } = JSON.parse(printed) as { Dir: string };
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go") && !without.test(file))
    .flatMap((file) =>
      [...withoutComments(readFileSync(join(folder, file), "utf8")).matchAll(LITERAL)].map(([, path = ""]) => ({
        path: withoutQuery(path).replaceAll(/%[a-z]/g, "{}"),
        client: `${name}@${version}`,
        file,
      })),
    );
}

const withoutComments = (source: string): string => source.replaceAll(/^\s*\/\/.*$/gm, "");

const withoutQuery = (path: string): string => path.split("?")[0] ?? path;

function mlflowPaths(folder: string): ClientPath[] {
  const version = /VERSION = "([^"]+)"/.exec(readFileSync(join(folder, "version.py"), "utf8"))?.[1] ?? "";
  const protocols = join(folder, "protos");
  return readdirSync(protocols)
    .filter((file) => MLFLOW_FILES.test(file))
    .flatMap((file) =>
      [...readFileSync(join(protocols, file), "utf8").matchAll(PROTOCOL)].map(([, path = "", major = "2"]) => ({
        path: `/api/${major}.0${path.replaceAll(/\{[^}]*\}/g, "{}")}`,
        client: `mlflow@${version}`,
        file: relative(folder, join(protocols, file)),
      })),
    );
}

main();
