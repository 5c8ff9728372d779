import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { type ILanguageRuntimeServer, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  type RunRequest,
  type RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { withoutDebugMessages, withoutLeakDetection, withoutSourcePositions } from "../program/sdk-debugging";
import { ProgramFaults } from "./program-faults";
import { type Program, runProgram } from "./run-program";

/** What engines ask of whatever runs programs. The rest of the service is about other programs than one that runs already. */
type LanguageRuntime = Pick<
  ILanguageRuntimeServer,
  "cancel" | "getPluginInfo" | "getRequiredPackages" | "getRequiredPlugins" | "handshake" | "run"
>;

/**
 * Runs a program for engines within this process, for any number of stacks one after the other and side by side: the SDK
 * and what the program imports are loaded once. Plain `pulumi` starts a process of Node for each stack instead.
 */
export class ProgramHost {
  private constructor(
    /** What `pulumi up --client` and its like are given. */
    readonly address: string,
    private readonly directory: string,
    private readonly server: Server,
    private readonly faults: ProgramFaults,
  ) {}

  /** Call `close` whatever happens. */
  static async open(program: Program): Promise<ProgramHost> {
    withoutDebugMessages();
    withoutLeakDetection();
    withoutSourcePositions();
    // The service has no credentials of its own: the folder is this user's alone, and with it the socket.
    const directory = mkdtempSync(join(tmpdir(), "lakestage-"));
    chmodSync(directory, 0o700);
    const address = `unix:${join(directory, "program")}`;
    const faults = new ProgramFaults();
    const server = new Server();
    server.addService(LanguageRuntimeService, languageRuntime(program, faults));
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(address, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
    });
    faults.watch();
    return new ProgramHost(address, directory, server, faults);
  }

  /** Ends what still runs, too: its engine is gone. */
  close(): void {
    this.server.forceShutdown();
    this.faults.unwatch();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function languageRuntime(program: Program, faults: ProgramFaults): LanguageRuntime {
  return {
    handshake: answer(() => new LanguageHandshakeResponse()),
    getPluginInfo: answer(() => new PluginInfo()),
    // None: the engine loads each provider in the version that the program's own package asks for.
    getRequiredPackages: answer(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: answer(() => new GetRequiredPluginsResponse()),
    // The engine ends what it has to do with the program, and so ends the program.
    cancel: answer(() => new Empty()),
    run: answer<RunRequest, RunResponse>((request) => runProgram(program, request, faults)),
  };
}

function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(respond)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
  };
}
