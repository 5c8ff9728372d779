import { type ExecFileException, execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const GENERATED = ["databricks", "arm"] as const;

/** A file of the catalogue, and what it holds when it is generated anew. */
interface GeneratedFile {
  path: string;
  text: string;
}

/**
 * Reads the pinned SDKs with the Go program in `generator/`. It takes about a second, and the modules' download where
 * Go's cache does not have them.
 *
 * @throws Error that names what is missing, where Go is, or what Go says.
 */
export async function regenerate(): Promise<GeneratedFile[]> {
  return Promise.all(
    GENERATED.map(async (name) => ({ path: join(__dirname, "generated", `${name}.json`), text: await printed(name) })),
  );
}

async function printed(name: string): Promise<string> {
  const options = { cwd: join(__dirname, "generator"), maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)("go", ["run", ".", name], options).catch(
    (error: ExecFileException & { stderr: string }) => {
      if (error.code === "ENOENT") throw new Error("Generating the API catalogue needs Go on the PATH.");
      throw new Error(`The API catalogue's generator failed: ${error.stderr}`);
    },
  );
  return stdout;
}

async function main(): Promise<void> {
  for (const { path, text } of await regenerate()) {
    await writeFile(path, text);
    console.log(path);
  }
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
