import { getRootDirectory } from "@pulumi/pulumi";
import { runStack } from "../../../infra/program/run-stack";
import { declareAdded, plant } from "./planting";

// The shipped program with planted violations in what it declares.
Error.stackTraceLimit = 0;

module.exports = async () => {
  plant();
  const outputs = await runStack(getRootDirectory());
  declareAdded();
  return outputs;
};
