import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import type { Children } from "./children";
import { sdkCommand } from "./pulumi-sdk";
import { type RuntimeOptions, readRuntimeOptions, runtimeEnvironment } from "./runtime-options";

/** Runs a policy pack or a provider that is written in Node, until it ends or the engine drops the call. */
export function runPlugin(children: Children, call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const { request } = call;
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const options = readRuntimeOptions(info);
  const policies = existsSync(join(directory, "PulumiPolicy.yaml"));
  const args = policies
    ? packArguments(directory, options, request.getArgsList())
    : [sdkCommand(directory, "run-plugin"), directory, ...request.getArgsList()];
  const child = children.start([...options.nodeArguments, ...args], {
    cwd: policies ? directory : request.getPwd(),
    env: { ...process.env, ...runtimeEnvironment(options), ...readEnvironment(request.getEnvList()) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStdout(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStderr(chunk)));
  child.on("error", (error) => call.destroy(error));
  child.on("close", (code) => {
    call.write(new RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => child.kill("SIGTERM"));
}

/**
 * The SDK's runner loads a compiler for any pack, which takes half a second: one that says it is JavaScript starts as it
 * is. The two runners differ in where they want the folder: after the engine's address, or before it.
 */
function packArguments(directory: string, { typescript }: RuntimeOptions, args: readonly string[]): string[] {
  return typescript ? [sdkCommand(directory, "run-policy-pack"), ...args, directory] : [directory, ...args];
}

/** `["A=1", "B=x=y"]` → `{ A: "1", B: "x=y" }`. */
function readEnvironment(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}
