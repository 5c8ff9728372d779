import { taskAttempts } from "./task-attempts";

const attempts = (type: "jobCluster" | "serverless", retries: number) =>
  taskAttempts({ compute: { type }, retries, retryAfterMinutes: 5 });

test.each(["jobCluster", "serverless"] as const)(
  "a task on a %s is tried again as often as the settings say",
  (type) => {
    expect(attempts(type, 2)).toEqual({ maxRetries: 2, minRetryIntervalMillis: 300_000, retryOnTimeout: false });
  },
);

test("a task without further attempts says nothing of them, as the service is sent no zero", () => {
  expect(attempts("jobCluster", 0)).toEqual({});
});

test("serverless compute, which would try again by itself, is told not to", () => {
  expect(attempts("serverless", 0)).toEqual({ disableAutoOptimization: true });
});
