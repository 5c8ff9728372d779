import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import type { Children } from "./children";
import { sdkCommand } from "./pulumi-sdk";
import { readRuntimeOptions, runtimeEnvironment } from "./runtime-options";

/** Runs a policy pack or a provider that is written in Node, until it ends or the engine drops the call. */
export function runPlugin(children: Children, call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const { request } = call;
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const options = readRuntimeOptions(info);
  const policies = existsSync(join(directory, "PulumiPolicy.yaml"));
  // The two runners differ in where they want the folder: after the engine's address, or before it.
  const args = policies
    ? [sdkCommand(directory, "run-policy-pack"), ...request.getArgsList(), directory]
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

/** `["A=1", "B=x=y"]` → `{ A: "1", B: "x=y" }`. */
function readEnvironment(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const equals = entry.indexOf("=");
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}
