import { getRootDirectory } from "@pulumi/pulumi";
import { runStack } from "./program/run-stack";

// Pulumi awaits the exported promise and takes what it resolves to as the stack's outputs.
module.exports = runStack(getRootDirectory());
