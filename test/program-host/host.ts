import { createInterface } from "node:readline";
import { ProgramHost } from "../../infra/program-host/program-host";
import { program } from "./program";

// Hosts the program for engines, at the address that it prints, until its input ends. Then nothing keeps the process.
async function main(): Promise<void> {
  const host = await ProgramHost.open(program);
  console.log(host.address);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    if (line === "throw outside any run") setTimeout(() => fail("outside any run"));
  });
  lines.once("close", () => host.close());
}

function fail(where: string): never {
  throw new Error(`thrown ${where}`);
}

void main();
