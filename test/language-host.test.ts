import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutRequest,
  type AboutResponse,
  GetProgramDependenciesRequest,
  type GetProgramDependenciesResponse,
  ProgramInfo,
  RunPluginRequest,
  type RunPluginResponse,
  RunRequest,
  type RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CHECKOUT } from "./harness/estate";

let host: ChildProcess;
let client: LanguageRuntimeClient;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "lakestage-host-"));
  symlinkSync(join(CHECKOUT, "node_modules"), join(directory, "node_modules"));
  host = spawn(join(CHECKOUT, "sandbox/engine/language-host/pulumi-language-nodejs"), ["127.0.0.1:1"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (host.stdout === null) throw new Error("no output");
  const [port] = await once(createInterface({ input: host.stdout }), "line");
  client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
});

afterEach(() => {
  client.close();
  host.kill("SIGKILL");
});

/** A program whose first statement is this one: it runs before the SDK looks for an engine. */
function program(statement: string, options: Record<string, JavaScriptValue> = {}): ProgramInfo {
  const probe = join(directory, "probe.js");
  writeFileSync(probe, statement);
  return new ProgramInfo()
    .setRootDirectory(directory)
    .setProgramDirectory(directory)
    .setEntryPoint(".")
    .setOptions(Struct.fromJavaScript({ nodeargs: `--no-warnings --require "${probe}"`, ...options }));
}

function run(info: ProgramInfo): Promise<RunResponse> {
  const request = new RunRequest()
    .setProject("lakestage")
    .setStack("dev")
    .setPwd(directory)
    .setInfo(info)
    .setDryrun(true);
  request.getConfigMap().set("lakestage:a", "1");
  return new Promise((done, fail) => client.run(request, (error, response) => (error ? fail(error) : done(response))));
}

/** What a program wrote to `seen.json`. */
function seen(): unknown {
  return JSON.parse(readFileSync(join(directory, "seen.json"), "utf8"));
}

const SHOW = `require("fs").writeFileSync("seen.json", JSON.stringify({
  args: process.argv.slice(2), nodeArguments: process.execArgv.slice(0, 2), config: process.env.PULUMI_CONFIG,
  typescript: process.env.PULUMI_NODEJS_TYPESCRIPT, tsconfig: process.env.PULUMI_NODEJS_TSCONFIG_PATH })); process.exit(0)`;

test("a program gets its stack, its settings and Node's arguments from Pulumi.yaml", async () => {
  const response = await run(program(SHOW, { typescript: false, tsconfig: "other.json" }));
  expect(response.toObject()).toEqual({ error: "", bail: false });
  expect(seen()).toMatchObject({
    args: expect.arrayContaining(["--stack", "dev", "--project", "lakestage", "--engine", "127.0.0.1:1", "--dry-run"]),
    nodeArguments: ["--no-warnings", "--require"],
    config: '{"lakestage:a":"1"}',
    typescript: "false",
    tsconfig: "other.json",
  });
});

test("programs are TypeScript unless Pulumi.yaml says otherwise", async () => {
  await run(program(SHOW));
  expect(seen()).toMatchObject({ typescript: "true" });
});

test("an error that the program has shown is not shown again", async () => {
  expect((await run(program("process.exit(32)"))).toObject()).toEqual({ error: "", bail: true });
});

test("an error that nobody has seen is named", async () => {
  expect((await run(program("process.exit(3)"))).getError()).toBe("the program ended with exit code 3");
});

test("a program without packages is told to install them", async () => {
  const info = program("").setProgramDirectory(tmpdir());
  await expect(run(info)).rejects.toThrow(/@pulumi\/pulumi is not installed .* run `npm ci` there/);
});

test("cancelling interrupts the program", async () => {
  const running = run(
    program('require("fs").writeFileSync("seen.json", "1"); setInterval(() => {}, 1000); while (false);'),
  );
  await appears("seen.json");
  await new Promise((done) => client.cancel(new Empty(), done));
  expect((await running).getError()).toBe("the program was ended by SIGINT");
});

function plugin(source: string): RunPluginRequest {
  const folder = join(directory, "plugin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"name":"plugin"}');
  writeFileSync(join(folder, "index.js"), source);
  const info = new ProgramInfo().setRootDirectory(folder).setProgramDirectory(folder).setEntryPoint(".");
  return new RunPluginRequest().setPwd(folder).setInfo(info).setArgsList(["127.0.0.1:1"]).setEnvList(["COLOUR=a=b"]);
}

test("a plugin's output and exit code reach the engine as they come", async () => {
  const call = client.runPlugin(plugin("console.log(process.env.COLOUR); console.error('oh'); process.exit(4)"));
  const responses: RunPluginResponse[] = [];
  call.on("data", (response: RunPluginResponse) => responses.push(response));
  await once(call, "end");
  const text = (part: (response: RunPluginResponse) => string | Uint8Array): string =>
    responses.map((response) => Buffer.from(part(response)).toString()).join("");
  expect(text((response) => response.getStdout_asU8())).toBe("a=b\n");
  expect(text((response) => response.getStderr_asU8())).toBe("oh\n");
  expect(responses.at(-1)?.getExitcode()).toBe(4);
});

test.each([
  ["a pack in JavaScript starts as it is", { typescript: false }, "index.js"],
  ["any other pack by the SDK's runner, which compiles it", {}, "run-policy-pack/index.js"],
])("%s", async (_, options, started) => {
  const request = plugin("console.log(require.main.filename); process.exit(0)");
  request.getInfo()?.setOptions(Struct.fromJavaScript(options));
  writeFileSync(join(directory, "plugin", "PulumiPolicy.yaml"), "runtime: nodejs\n");
  const call = client.runPlugin(request);
  let output = "";
  call.on("data", (response: RunPluginResponse) => {
    output += Buffer.from(response.getStdout_asU8()).toString();
  });
  await once(call, "end");
  expect(output.trim().endsWith(`/${started}`)).toBe(true);
});

test("no plugin outlives the engine", async () => {
  const call = client.runPlugin(
    plugin("require('fs').writeFileSync('../seen.json', String(process.pid)); setInterval(() => {}, 1000)"),
  );
  call.on("error", () => {});
  await appears("seen.json");
  const pid = Number(seen());
  host.stdin?.end();
  await once(host, "exit");
  await expect(gone(pid)).resolves.toBe(true);
});

test("it tells what runs programs and what they are made of", async () => {
  const about = await new Promise<AboutResponse>((done, fail) =>
    client.about(new AboutRequest(), (error, response) => (error ? fail(error) : done(response))),
  );
  expect(about.toObject()).toMatchObject({ executable: process.execPath, version: process.version });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ dependencies: { "@pulumi/pulumi": "^3.0.0" } }));
  const request = new GetProgramDependenciesRequest().setInfo(program(""));
  const { dependenciesList } = await new Promise<GetProgramDependenciesResponse.AsObject>((done, fail) =>
    client.getProgramDependencies(request, (error, response) => (error ? fail(error) : done(response.toObject()))),
  );
  expect(dependenciesList).toEqual([{ name: "@pulumi/pulumi", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }]);
});

async function appears(name: string): Promise<void> {
  for (;;) {
    try {
      if (readFileSync(join(directory, name), "utf8") !== "") return;
    } catch {
      // Not there yet.
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function gone(pid: number): Promise<boolean> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
