import type { handleUnaryCall } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RuntimeOptionsResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Children } from "./children";
import { programDependencies } from "./program-dependencies";
import { sdkVersion } from "./pulumi-sdk";
import { runPlugin } from "./run-plugin";
import { runProgram } from "./run-program";

/** The calls of Pulumi's LanguageRuntime service that running programs and plugins needs; the others answer "unimplemented". */
type LanguageHost = Pick<
  ILanguageRuntimeServer,
  | "about"
  | "cancel"
  | "getPluginInfo"
  | "getProgramDependencies"
  | "getRequiredPackages"
  | "getRequiredPlugins"
  | "handshake"
  | "run"
  | "runPlugin"
  | "runtimeOptionsPrompts"
>;

/**
 * A thin stand-in for the official Node language host, which is not to be had as source.
 *
 * @param startAddress the engine's address, when it was given on the command line; the handshake gives it otherwise.
 */
export function languageHost(children: Children, startAddress: string | undefined): LanguageHost {
  let engineAddress = startAddress ?? "";
  return {
    handshake: answer((request) => {
      engineAddress = request.getEngineAddress() || engineAddress;
      return new LanguageHandshakeResponse();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(sdkVersion())),
    // None: the engine then loads each provider in the version that the program's own package asks for.
    getRequiredPackages: answer(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: answer(() => new GetRequiredPluginsResponse()),
    runtimeOptionsPrompts: answer(() => new RuntimeOptionsResponse()),
    about: answer(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    getProgramDependencies: answer((request) =>
      new GetProgramDependenciesResponse().setDependenciesList(
        programDependencies(request.getInfo()?.getProgramDirectory() ?? request.getPwd()),
      ),
    ),
    run: answer((request) => runProgram(children, engineAddress, request)),
    runPlugin: (call) => {
      try {
        runPlugin(children, call);
      } catch (error) {
        call.destroy(asError(error));
      }
    },
    cancel: answer(() => {
      children.signal("SIGINT");
      return new Empty();
    }),
  };
}

/** A unary handler from a plain function; what it throws becomes the call's error. */
function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(respond)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(asError(error)),
      );
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
