import { promisify } from "node:util";
import treeKill from "tree-kill";

const killAll = promisify<number, string>(treeKill);

/** Ends a process and all that it started at once, as a power cut would: nobody gets to clean up. */
export const killTree = (pid: number): Promise<void> => killAll(pid, "SIGKILL");
