import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import { ProgramInfo, RunRequest, type RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { parse } from "yaml";
import { runInOrder } from "../../cli/stacks/schedule";
import { type Stack, stacksOf } from "../../cli/stacks/stacks";
import { loadEnvironment, loadProject } from "../../infra/config";
import type { Properties, Services } from "../../infra/declaration";
import { pipelineResults } from "../../infra/declaration/pipeline-results";
import { deployedStacks, newWorkspace, serviceAnswers } from "../../infra/declaration/service-answers";
import { nodeOptions } from "../../sandbox/engine/pulumi-home/engine-environment";
import { CHECKOUT } from "./estate";
import { RecordingEngine } from "./recording-engine";

/** What a stack's program asks of its engine, each request a line, sorted. */
export type Requests = Map<string, string[]>;

/** Something that runs programs, as engines know it. */
interface Runner {
  client(engine: string): Promise<LanguageRuntimeClient>;
  stop(): void;
}

/** What `lakestage` would tell a program of its surroundings; nobody answers there. */
const SURROUNDINGS = { LAKESTAGE_ACCOUNT_HOST: "http://127.0.0.1:1", LAKESTAGE_DELETED_VAULTS: "kv-lakestage-dev" };

/** What plain `pulumi` declares of the stacks of a Pulumi project: by the language host, in a process for each. */
export async function declaredPlainly(directory: string): Promise<Requests> {
  return await declared(directory, new LanguageHosts());
}

/** What `lakestage` declares of them: in one process for all. */
export async function declaredHosted(directory: string): Promise<Requests> {
  return await declared(directory, new Hosted());
}

async function declared(directory: string, runner: Runner): Promise<Requests> {
  const requests: Requests = new Map();
  const outputs = new Map<string, Properties>();
  const stacks = stacksOf(directory);
  try {
    await runInOrder(stacks, "forwards", 2, async (stack) => {
      const { engine, address } = await RecordingEngine.start({
        name: stack.name,
        ...servicesOf(directory, stack, stacks),
        outputsOf: (name) => outputs.get(name) ?? {},
      });
      try {
        const response = await run(await runner.client(address), requestOf(directory, stack, address));
        const wrong = [...engine.errors, ...(response.getError() ? [response.getError()] : [])];
        if (wrong.length > 0 || response.getBail()) throw new Error(`${stack.name}: ${wrong.join("\n")}`);
        outputs.set(stack.name, engine.outputs);
        requests.set(stack.name, engine.requests);
        return { succeeded: true };
      } finally {
        engine.stop();
      }
    });
    return requests;
  } finally {
    runner.stop();
  }
}

/** As `lakestage check` has them: pipelines have run. */
function servicesOf(directory: string, stack: Stack, stacks: readonly Stack[]): Pick<Services, "answers" | "found"> {
  const environment = loadEnvironment(directory, stack.environment);
  if (!environment.ok) throw new Error(`${stack.environment} has mistakes`);
  const number = stacks.findIndex(({ name }) => name === stack.environment);
  const answers = serviceAnswers(String(1_000_000_000_000_001 + number));
  // For the first time.
  const found = { ...newWorkspace, ...deployedStacks(() => ({})) };
  if (stack.project === undefined) return { answers, found };
  const project = loadProject(directory, stack.project, environment.settings);
  if (!project.ok) throw new Error(`${stack.name} has mistakes`);
  return { answers, found: { ...found, ...pipelineResults(project.settings) } };
}

/** What an engine asks for. */
function requestOf(directory: string, stack: Stack, engine: string): RunRequest {
  const estate = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as EstateFile;
  const program = join(directory, estate.main);
  const info = new ProgramInfo()
    .setRootDirectory(directory)
    .setProgramDirectory(program)
    .setEntryPoint(".")
    .setOptions(Struct.fromJavaScript(estate.runtime.options));
  const request = new RunRequest()
    .setProject(estate.name)
    .setStack(stack.name)
    .setOrganization("organization")
    .setPwd(program)
    .setInfo(info)
    .setParallel(16)
    .setMonitorAddress(engine)
    .setArgsList([engine]);
  // The engine reads the file that is named after the stack.
  const own = stack.kind === "environment" ? environmentConfig(directory, stack.name) : {};
  const shared = Object.entries(estate.config).map(([key, { value }]) => [key, value]);
  for (const [key, value] of Object.entries({ ...Object.fromEntries(shared), ...own })) {
    request.getConfigMap().set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  return request;
}

interface EstateFile {
  name: string;
  main: string;
  runtime: { options: Record<string, JavaScriptValue> };
  config: Record<string, { value: unknown }>;
}

function environmentConfig(directory: string, name: string): Record<string, unknown> {
  const { config } = parse(readFileSync(join(directory, `Pulumi.${name}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return config;
}

const run = (client: LanguageRuntimeClient, request: RunRequest): Promise<RunResponse> =>
  new Promise((resolve, reject) =>
    client.run(request, (error, response) => {
      client.close();
      if (error) reject(error);
      else resolve(response);
    }),
  );

/** A language host for each engine, which tells it where it is when it starts it. */
class LanguageHosts implements Runner {
  private readonly processes: ChildProcess[] = [];

  async client(engine: string): Promise<LanguageRuntimeClient> {
    const host = start(join(CHECKOUT, "sandbox/engine/language-host/pulumi-language-nodejs"), [engine]);
    this.processes.push(host);
    return connect(`127.0.0.1:${await firstLine(host)}`);
  }

  stop(): void {
    for (const process of this.processes) process.kill("SIGKILL");
  }
}

/** One process that hosts the program as the command does, for all engines. */
class Hosted implements Runner {
  private readonly host = start(process.execPath, [
    "--require",
    require.resolve("tsx/cjs"),
    join(CHECKOUT, "test/program-host/shipped-host.ts"),
  ]);
  private readonly address = firstLine(this.host);

  async client(): Promise<LanguageRuntimeClient> {
    return connect(await this.address);
  }

  stop(): void {
    this.host.kill("SIGKILL");
  }
}

const start = (program: string, parameters: string[]): ChildProcess =>
  spawn(program, parameters, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...SURROUNDINGS, NODE_OPTIONS: nodeOptions(undefined) },
  });

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("a process without output");
  const [line] = (await once(createInterface({ input: stdout }), "line")) as [string];
  return line;
}

const connect = (address: string): LanguageRuntimeClient =>
  new LanguageRuntimeClient(address, credentials.createInsecure());
