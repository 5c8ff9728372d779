import { type JobComputeArgs, jobCompute, taskCompute } from "./job-compute";

const given: JobComputeArgs = {
  type: "jobCluster",
  policyId: "policy",
  runtime: "17.3.x-cpu-ml-scala2.13",
  nodeType: "Standard_D4ds_v5",
  workers: 0,
  environmentVersion: "3",
  budgetPolicyId: "budget",
  tags: { project: "delay" },
};

const cluster = (change: Partial<JobComputeArgs>) => {
  const { jobClusters } = jobCompute({ ...given, ...change }, []);
  return (jobClusters as { newCluster: object }[] | undefined)?.[0]?.newCluster;
};

describe("a job cluster", () => {
  it("follows the policy, and says itself what that would fill in", () => {
    expect(cluster({})).toMatchObject({
      policyId: "policy",
      sparkVersion: "17.3.x-cpu-ml-scala2.13",
      nodeTypeId: "Standard_D4ds_v5",
      customTags: { project: "delay" },
    });
    expect(cluster({})).not.toHaveProperty("applyPolicyDefaultValues");
  });

  it("is one machine, has workers, or grows", () => {
    expect(cluster({})).toMatchObject({ isSingleNode: true });
    expect(cluster({ workers: 3 })).toMatchObject({ numWorkers: 3 });
    expect(cluster({ workers: 2, maxWorkers: 5 })).toMatchObject({ autoscale: { minWorkers: 2, maxWorkers: 5 } });
    expect(cluster({ workers: 0, maxWorkers: 5 })).toMatchObject({ autoscale: { minWorkers: 1, maxWorkers: 5 } });
  });

  it("installs the project's code for each task", () => {
    expect(taskCompute(given, [{ whl: "/Volumes/x.whl" }])).toEqual({
      jobClusterKey: "job",
      libraries: [{ whl: "/Volumes/x.whl" }],
    });
  });
});

describe("serverless compute", () => {
  const serverless = { ...given, type: "serverless" as const };

  it("brings the project's code in an environment, and its cost under the budget policy", () => {
    expect(jobCompute(serverless, ["-r requirements.txt"])).toEqual({
      environments: [
        { environmentKey: "python", spec: { environmentVersion: "3", dependencies: ["-r requirements.txt"] } },
      ],
      budgetPolicyId: "budget",
    });
    expect(taskCompute(serverless, [{ whl: "/Volumes/x.whl" }])).toEqual({ environmentKey: "python" });
  });
});
