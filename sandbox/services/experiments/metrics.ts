import { compareIntegers } from "../../catalogue/lossless-json";
import { type Behaviour, type Call, type Service, WorkspaceObjects } from "../../control-plane";
import { checkEntry } from "./limits";
import { type Metric, permittedRun, putRun, type Run, type RunAddress } from "./run";

export const metricValues = new WorkspaceObjects<Metric, readonly [run: string, metric: string, arrival: number]>(
  "experiments.metric-value",
);

/** Adds values to the histories of a run's metrics; the run with the latest of each. */
export function logMetrics(call: Call, run: Run, values: readonly Metric[]): Run {
  const metrics = new Map(Object.entries(run.metrics));
  for (const given of values) {
    checkEntry("Metric", given.key);
    const value = { ...given, run_id: run.run_id };
    metricValues.put(call, [run.run_id, given.key, call.store.nextId()], value);
    const last = metrics.get(given.key);
    if (!last || isLater(value, last)) metrics.set(given.key, value);
  }
  return putRun(call, { ...run, metrics: Object.fromEntries(metrics) });
}

/** As MLflow decides which value is a metric's last: by step, then time, then value. */
function isLater(a: Metric, b: Metric): boolean {
  return (
    (compareIntegers(a.step, b.step) ||
      compareIntegers(a.timestamp, b.timestamp) ||
      Number(a.value) - Number(b.value)) >= 0
  );
}

/** What searches compare: a value that is no number is like one that is not there. */
export function comparable(metric: Metric | undefined): number | undefined {
  const value = Number(metric?.value);
  return Number.isNaN(value) ? undefined : value;
}

const getHistory: Behaviour<RunAddress & { metric_key: string; max_results?: number; page_token?: string }> = (
  request,
  call,
) => {
  const run = permittedRun(call, request, "CAN_READ");
  const history = [run.run_id, request.metric_key];
  // Who asks for no page gets all of it.
  if (request.max_results === undefined && !request.page_token) {
    return { metrics: metricValues.all(call, history) };
  }
  const asked = { token: request.page_token, size: request.max_results };
  const { items, nextToken } = metricValues.page(call, asked, history);
  return { metrics: items, next_page_token: nextToken };
};

export const metricsService: Service = { "ml.Experiments.GetHistory": getHistory };
