import { runStack } from "../../infra/program/run-stack";
import { surroundingsIn } from "../../infra/program/surroundings";
import { ProgramHost } from "../../infra/program-host/program-host";

// Hosts the shipped program as the command does, at the address that it prints.
void ProgramHost.open((root) => runStack(root, surroundingsIn(process.env))).then(({ address }) =>
  console.log(address),
);
