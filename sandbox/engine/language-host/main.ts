import { fstatSync } from "node:fs";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { Children } from "./children";
import { languageHost } from "./language-host";

/** The command: `pulumi-language-nodejs [flags] [ENGINE-ADDRESS]`; it prints its port, as every Pulumi plugin does. */
const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const children = new Children();

function stop(signal: NodeJS.Signals): void {
  children.signal(signal);
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
process.on("exit", () => children.signal("SIGKILL"));

// The engine holds the other end of this process's standard input: it ends when the engine is gone, however it went.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on("end", () => stop("SIGTERM")).resume();

const server = new Server();
server.addService(LanguageRuntimeService, languageHost(children, engineAddress));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    process.stderr.write(`pulumi-language-nodejs: cannot listen on loopback: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${port}\n`);
});
