import { fstatSync } from "node:fs";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ProviderService } from "./provider-service";

/** Pulumi passes whole property bags in one message. */
const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves the provider on a loopback port and tells Pulumi which: the port is the one line that it prints. */
export function serve(): void {
  endWithEngine();
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE_BYTES,
    "grpc.max_send_message_length": LARGEST_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, new ProviderService(process.env).handlers());
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port));
  });
}

/** The engine interrupts its plugins when it is done. It holds the other end of their standard input, however it goes. */
function endWithEngine(): void {
  const end = (): never => process.exit(0);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on("end", end).resume();
}
