import { fstatSync } from "node:fs";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ProviderService } from "./provider-service";

/** Pulumi passes whole property bags in one message. */
const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024;

/** The provider, listening on a loopback port for any number of engines. */
export interface HostedProvider {
  port: number;
  /** Ends what still runs, too. */
  close(): void;
}

/** Serves the provider and tells Pulumi where, as every plugin does: the port is the one line that it prints. */
export async function serve(): Promise<void> {
  endWithEngine();
  const { port } = await hostProvider(process.env);
  console.log(String(port));
}

/** @param environment what an engine would start the provider with. */
export async function hostProvider(environment: NodeJS.ProcessEnv): Promise<HostedProvider> {
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE_BYTES,
    "grpc.max_send_message_length": LARGEST_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, handlersByConnection(environment));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

/**
 * An engine opens a connection for each provider that its stack declares, and configures each in its own way: what is told
 * over one connection holds for that one.
 */
function handlersByConnection(environment: NodeJS.ProcessEnv): UntypedServiceImplementation {
  const services = new Map<string, UntypedServiceImplementation>();
  const serviceFor = (connection: string): UntypedServiceImplementation => {
    const known = services.get(connection) ?? new ProviderService(environment).handlers();
    services.set(connection, known);
    return known;
  };
  const forward =
    (name: string) =>
    (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
      const handler = serviceFor(call.getPeer())[name] as Handler;
      handler(call, callback);
    };
  const names = Object.keys(new ProviderService(environment).handlers());
  return Object.fromEntries(names.map((name) => [name, forward(name)]));
}

type Handler = (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>) => void;

/** The engine interrupts its plugins when it is done. It holds the other end of their standard input, however it goes. */
function endWithEngine(): void {
  const end = (): never => process.exit(0);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on("end", end).resume();
}
