import { TestExperiments } from "../../testing/experiments";
import { TestSandbox } from "../../testing/sandbox";

test("a workspace that is deleted leaves no experiments, runs, metrics or artifacts, and others keep theirs", async () => {
  const sandbox = await TestSandbox.start();
  const [gone, kept] = [await TestExperiments.in(sandbox), await TestExperiments.in(sandbox)];
  for (const workspace of [gone, kept]) {
    const run = await workspace.run();
    await workspace.ok("POST", "/runs/log-metric", { run_id: run, key: "rmse", value: 1, timestamp: 1 });
    await workspace.ok("POST", "/logged-models", { experiment_id: workspace.experimentId });
    const path = `/api/2.0/fs/files/WorkspaceInternal/Mlflow/Artifacts/${workspace.experimentId}/Runs/${run}/artifacts/a`;
    await sandbox.call(workspace.workspace.address, "PUT", path, { body: {} });
  }
  sandbox.forgetWorkspace(gone.workspace.id);
  const collections = Object.entries(sandbox.store.inventory()).filter(([name]) =>
    /^(experiments|file-storage)\./.test(name),
  );
  const of = ({ workspace }: TestExperiments): string[] =>
    collections.filter(([, keys]) => keys.some((key) => key.includes(String(workspace.id)))).map(([name]) => name);
  expect(of(gone)).toEqual([]);
  expect(of(kept)).toEqual([
    "experiments.experiment",
    "experiments.logged-model",
    "experiments.metric-value",
    "experiments.run",
    "experiments.run-experiment",
    "file-storage.entry",
  ]);
  await sandbox.stop();
});
