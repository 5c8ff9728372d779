/** How `lakestage` ends. The table in `docs/` and in `lakestage --help` says the same. */
export const ExitCode = {
  ok: 0,
  /** At least one stack failed; the others were not kept from running. */
  stackFailed: 1,
  /** The command line, a configuration file or a name is wrong; nothing was touched. */
  mistake: 2,
  /** Something is missing on this machine: `lakestage doctor` says what. */
  missing: 3,
  /** Another operation runs on this home, or holds the stack. */
  busy: 4,
  /** A port of the sandbox belongs to another program. */
  portInUse: 5,
  /** `preview --expect-no-changes` found changes. */
  changesFound: 6,
  /** A mandatory rule of the policy pack is broken, or an exemption has expired. */
  violations: 7,
  /** `access --explain`: the action is refused; `access --pipeline`: the identity leaves its environment. */
  refused: 8,
  /** The sandbox does not answer, or what it has on disk is damaged: the message says how to go on. */
  sandboxBroken: 9,
  /** `access --diff`: somebody may do more in production than what is usual for what is new there. */
  productionWidened: 10,
  /** `run --watch`: the run failed, timed out, or was skipped. */
  runFailed: 11,
  /** `run --watch`: somebody cancelled the run. */
  runCancelled: 12,
  /** `run --watch`: the run has made a version that waits for somebody's approval. */
  approvalAwaited: 13,
  /** A workspace refused what it was asked, or did not answer; or a statement failed there. */
  notDone: 14,
  /** A fault of ours. */
  internal: 70,
  /** Interrupted; what was under way was finished or is resolved by the next run. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
