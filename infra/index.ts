import { getRootDirectory } from "@pulumi/pulumi";
import { runStack } from "./program/run-stack";

// Pulumi calls what the module exports and takes what that resolves to as the stack's outputs. A promise exported as
// such could be rejected before Pulumi listens, and Node would print a warning above the user's message.
module.exports = () => runStack(getRootDirectory());
