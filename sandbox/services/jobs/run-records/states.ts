/** Where a run, or a task's run, is: the service's life cycle states. */
export type Phase =
  | "QUEUED"
  | "BLOCKED"
  | "PENDING"
  | "RUNNING"
  | "WAITING_FOR_RETRY"
  | "TERMINATING"
  | "TERMINATED"
  | "SKIPPED"
  | "INTERNAL_ERROR";

export type Result =
  | "SUCCESS"
  | "FAILED"
  | "TIMEDOUT"
  | "CANCELED"
  | "EXCLUDED"
  | "UPSTREAM_FAILED"
  | "UPSTREAM_CANCELED"
  | "SUCCESS_WITH_FAILURES"
  | "MAXIMUM_CONCURRENT_RUNS_REACHED"
  | "DISABLED";

/** Why it ended, as the newer `status` has it; the members of the service's `TerminationCodeCode` that are used here. */
export type TerminationCode =
  | "SUCCESS"
  | "SUCCESS_WITH_FAILURES"
  | "USER_CANCELED"
  | "CANCELED"
  | "SKIPPED"
  | "INTERNAL_ERROR"
  | "DRIVER_ERROR"
  | "RUN_EXECUTION_ERROR"
  | "INVALID_RUN_CONFIGURATION"
  | "LIBRARY_INSTALLATION_ERROR"
  | "RESOURCE_NOT_FOUND"
  | "UNAUTHORIZED_ERROR"
  | "MAX_CONCURRENT_RUNS_EXCEEDED"
  | "MAX_JOB_QUEUE_SIZE_EXCEEDED"
  | "DISABLED";

/** A state as it is kept. */
export interface State {
  phase: Phase;
  /** Absent until it has ended. */
  result?: Result;
  code?: TerminationCode;
  message: string;
}

const ENDED: readonly Phase[] = ["TERMINATED", "SKIPPED", "INTERNAL_ERROR"];

export const hasEnded = ({ phase }: Pick<State, "phase">): boolean => ENDED.includes(phase);

const FAILURES: readonly (Result | undefined)[] = [
  "FAILED",
  "TIMEDOUT",
  "UPSTREAM_FAILED",
  "MAXIMUM_CONCURRENT_RUNS_REACHED",
];
const CANCELLATIONS: readonly (Result | undefined)[] = ["CANCELED", "UPSTREAM_CANCELED"];

export const isFailure = ({ result }: Pick<State, "result">): boolean => FAILURES.includes(result);
export const isCancellation = ({ result }: Pick<State, "result">): boolean => CANCELLATIONS.includes(result);

/** The end of what did what it should. */
export const succeeded = (message = ""): State => ({
  phase: "TERMINATED",
  result: "SUCCESS",
  code: "SUCCESS",
  message,
});

/** The end of what failed by its own doing. */
export const failed = (message: string, code: TerminationCode = "RUN_EXECUTION_ERROR"): State => ({
  phase: "INTERNAL_ERROR",
  result: "FAILED",
  code,
  message,
});

export const cancelled = (code: "USER_CANCELED" | "CANCELED", message: string): State => ({
  phase: "TERMINATED",
  result: "CANCELED",
  code,
  message,
});

export const timedOut = (message: string): State => ({
  phase: "TERMINATED",
  result: "TIMEDOUT",
  code: "CANCELED",
  message,
});

export const skipped = (result: Result, message: string, code: TerminationCode = "SKIPPED"): State => ({
  phase: "SKIPPED",
  result,
  code,
  message,
});

const CLIENT_ERRORS: readonly (TerminationCode | undefined)[] = [
  "RUN_EXECUTION_ERROR",
  "INVALID_RUN_CONFIGURATION",
  "LIBRARY_INSTALLATION_ERROR",
  "RESOURCE_NOT_FOUND",
  "UNAUTHORIZED_ERROR",
  "MAX_CONCURRENT_RUNS_EXCEEDED",
  "MAX_JOB_QUEUE_SIZE_EXCEEDED",
  "DRIVER_ERROR",
];
const STATUS: Readonly<Record<Phase, string>> = {
  QUEUED: "QUEUED",
  BLOCKED: "BLOCKED",
  PENDING: "PENDING",
  RUNNING: "RUNNING",
  WAITING_FOR_RETRY: "WAITING",
  TERMINATING: "TERMINATING",
  TERMINATED: "TERMINATED",
  SKIPPED: "TERMINATED",
  INTERNAL_ERROR: "TERMINATED",
};

/** What the service says of a task whose code failed, as runs/get shows it. */
export const WORKLOAD_FAILED = "Workload failed, see run output for details";

/**
 * A state as answers show it: the older `state`, and the newer `status`.
 * @param mostRuns how many of the job's runs there are at once: why it is queued.
 */
export function shownState(state: State, mostRuns = 1): { state: object; status: object } {
  const { phase, result, code = "INTERNAL_ERROR", message } = state;
  // The example of the API's reference for runs/get.
  const queued = `Queued due to reaching maximum concurrent runs of ${mostRuns}.`;
  return {
    state: {
      life_cycle_state: phase,
      ...(result ? { result_state: result } : {}),
      state_message: message,
      user_cancelled_or_timedout: result === "CANCELED" || result === "TIMEDOUT",
      ...(phase === "QUEUED" ? { queue_reason: queued } : {}),
    },
    status: {
      state: STATUS[phase],
      ...(phase === "QUEUED" ? { queue_details: { code: "MAX_CONCURRENT_RUNS_REACHED", message: queued } } : {}),
      ...(hasEnded(state) ? { termination_details: { code, type: typeOf(code), message } } : {}),
    },
  };
}

function typeOf(code: TerminationCode): string {
  if (CLIENT_ERRORS.includes(code)) return "CLIENT_ERROR";
  return code === "INTERNAL_ERROR" ? "INTERNAL_ERROR" : "SUCCESS";
}
