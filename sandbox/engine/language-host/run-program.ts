import { resolve } from "node:path";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { Children } from "./children";
import { sdkCommand } from "./pulumi-sdk";
import { readRuntimeOptions, runtimeEnvironment } from "./runtime-options";

/** The exit code by which the SDK's runner says that the program's error has been shown already. */
const ERROR_ALREADY_SHOWN = 32;

/** Runs a Pulumi program to its end. Its output goes where this process's goes: the engine reads it line by line. */
export function runProgram(children: Children, engineAddress: string, request: RunRequest): Promise<RunResponse> {
  const info = request.getInfo();
  if (info === undefined)
    return Promise.resolve(failure("the engine is too old for this host: it sent no program info"));
  const options = readRuntimeOptions(info);
  const directory = info.getProgramDirectory();
  const args = [
    ...options.nodeArguments,
    sdkCommand(directory, "run"),
    ...["--monitor", request.getMonitorAddress()],
    ...["--engine", engineAddress],
    ...["--organization", request.getOrganization()],
    ...["--project", request.getProject()],
    ...["--stack", request.getStack()],
    ...["--root-directory", info.getRootDirectory()],
    ...["--pwd", request.getPwd()],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    resolve(directory, info.getEntryPoint()),
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    ...runtimeEnvironment(options),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const child = children.start(args, { cwd: request.getPwd(), env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((done) => {
    child.on("error", (error) => done(failure(`cannot start Node: ${error.message}`)));
    child.on("exit", (code, signal) => done(outcome(code, signal)));
  });
}

function outcome(code: number | null, signal: NodeJS.Signals | null): RunResponse {
  if (code === 0) return new RunResponse();
  if (code === ERROR_ALREADY_SHOWN) return new RunResponse().setBail(true);
  return failure(signal === null ? `the program ended with exit code ${code}` : `the program was ended by ${signal}`);
}

function failure(message: string): RunResponse {
  return new RunResponse().setError(message);
}
