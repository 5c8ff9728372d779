import { getRootDirectory } from "@pulumi/pulumi";
import { runStack } from "./program/run-stack";

// The SDK takes a stack trace for every promise, and mapping them to TypeScript takes longer than all else that the
// program does: docs/benchmarks.md. A fault of the program's is looked into with LAKESTAGE_STACK_TRACES=1.
if (!process.env.LAKESTAGE_STACK_TRACES) Error.stackTraceLimit = 0;

// Pulumi calls what the module exports and takes what that resolves to as the stack's outputs. A promise exported as
// such could be rejected before Pulumi listens, and Node would print a warning above the user's message.
module.exports = () => runStack(getRootDirectory());
