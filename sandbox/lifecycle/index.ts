/** Starting, stopping, saving and asking the sandbox: what the `lakestage` command does with it. */
export { StateFileError } from "../control-plane/store";
export { UntrustedFileError } from "../control-plane/trusted-file";
export { deployerToken, encryptionSalt, ensurePassphrase, tokenOf } from "./credentials";
export { Home, HomeError, homeRefusal, PortSettingError } from "./home";
export { MisplacedError } from "./misplaced-error";
export { OperatorClient, OperatorRefusal } from "./operator-client";
export { endsWithin, isAlive } from "./processes";
export { reset } from "./reset";
export { findRunning, type Running, SilentError } from "./running";
export { SandboxError, type SandboxProblem } from "./sandbox-error";
export { listSnapshots, restoreSnapshot, takeSnapshot } from "./snapshots";
export { type StartOptions, start } from "./start";
export { stop } from "./stop";
