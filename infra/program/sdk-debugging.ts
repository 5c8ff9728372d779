import * as pulumi from "@pulumi/pulumi";

/** The SDK's own modules call these through the module, so what is put in their place is what they call. */
interface DebuggingOfPromises {
  debuggablePromise<Value>(promise: Promise<Value>, context?: unknown): Promise<Value>;
}

const promises: DebuggingOfPromises = require("@pulumi/pulumi/runtime/debuggable");

/**
 * Declares resources without saying which lines of the program did: the SDK takes a whole stack trace for each, whatever
 * `Error.stackTraceLimit` is, and nothing of ours reads them.
 */
export function withoutSourcePositions(): void {
  Object.assign(pulumi.Resource, { stackTrace: () => [] });
}

/**
 * Keeps no account of promises. The SDK keeps one of each, to say at the end of the process which of them nobody waits
 * for any more, and to let it fail then: whoever switches that off has to notice by himself that a program never ends.
 */
export function withoutLeakDetection(): void {
  promises.debuggablePromise = (promise) => promise;
}

/**
 * Sends the engine no debug messages. The SDK sends several for each resource, each a call that waits for its answer, and
 * the engine passes them on to whoever follows its events.
 */
export function withoutDebugMessages(): void {
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
}
