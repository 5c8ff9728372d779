/** Starting, stopping, saving and asking the sandbox: what the `lakestage` command does with it. */
export { deployerToken, passphrase, tokenOf } from "./credentials";
export { Home, PortSettingError } from "./home";
export { type ActiveFault, OperatorClient, OperatorRefusal } from "./operator-client";
export { reset } from "./reset";
export { findRunning, type Running } from "./running";
export { SandboxError, type SandboxProblem } from "./sandbox-error";
export { listSnapshots, restoreSnapshot, type Snapshot, takeSnapshot } from "./snapshots";
export { type Started, type StartOptions, start } from "./start";
export { stop } from "./stop";
