import { execFileSync } from "node:child_process";
import { closeSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../sandbox/control-plane";
import { PythonJobs } from "../harness/python-jobs";

// Processes are started for real here.
jest.setTimeout(120_000);

/** A small disk of its own can be had by root alone. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot("a disk that is full for a task", () => {
  let python: PythonJobs;
  beforeAll(async () => {
    python = await PythonJobs.start((tasks) => {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "lakestage", tasks]);
    });
  });
  afterAll(async () => {
    execFileSync("umount", ["--lazy", python.tasks]);
    await python.stop();
  });

  const filler = (): string => join(python.tasks, "filler");

  /** As much as fits. */
  function fill(): void {
    const file = openSync(filler(), "w");
    for (let size = 1 << 20; size > 0; ) {
      try {
        writeSync(file, Buffer.alloc(size));
      } catch {
        size >>= 1;
      }
    }
    closeSync(file);
  }

  it("fails the task that fills it, which says so, and no other; nothing of it is left", async () => {
    const greedy = `
import tempfile
with tempfile.NamedTemporaryFile(delete=False) as file:
    while True:
        file.write(b"x" * 65536)
        file.flush()
`;
    const run = await python.run(
      python.task("greedy", greedy),
      python.task("after", "print('on')", { depends_on: [{ task_key: "greedy" }], run_if: "ALL_DONE" }),
    );
    expect(PythonJobs.results(run)).toEqual({ greedy: "FAILED", after: "SUCCESS" });
    expect((await python.outputOf(run, "greedy")).error).toBe("OSError: [Errno 28] No space left on device");
    expect(readdirSync(python.tasks)).toEqual(["parent"]);
  });

  it("fails a task that cannot even begin, or say why it failed, in words; repair finishes the rest", async () => {
    const fails = python.task("fails", "print('on')");
    fill();
    const unbegun = await python.run(fails);
    expect(PythonJobs.results(unbegun)).toEqual({ fails: "FAILED" });
    expect((unbegun.tasks as JsonObject[])[0]).toMatchObject({
      state: {
        state_message: expect.stringMatching(/^The task could not be set up: .*ENOSPC: no space left on device/),
      },
      status: { termination_details: { code: "INTERNAL_ERROR", type: "INTERNAL_ERROR" } },
    });
    rmSync(filler());

    // It has its folder when the disk is filled, with nothing of its own to give away.
    const late = `
import os
if not os.path.exists(${JSON.stringify(join(python.checkout, "again"))}):
    open(${JSON.stringify(join(python.checkout, "again"))}, "w")
    with open(${JSON.stringify(filler())}, "wb") as file:
        for size in (65536, 1):
            try:
                while True: os.write(file.fileno(), b"x" * size)
            except OSError: pass
    raise ValueError("never heard of")
print("done")
`;
    const mute = await python.run(
      python.task("late", late),
      python.task("rest", "print('on')", { depends_on: [{ task_key: "late" }] }),
    );
    expect(PythonJobs.results(mute)).toEqual({ late: "FAILED", rest: "UPSTREAM_FAILED" });
    expect((await python.outputOf(mute, "late")).error).toBe(
      "The Python process exited with exit code 1. What it printed could not be kept: No space left on device.",
    );
    rmSync(filler());
    const repaired = await python.repair(Number(mute.run_id));
    expect(PythonJobs.results(repaired)).toEqual({ late: "SUCCESS", rest: "SUCCESS" });
    expect(PythonJobs.results(await python.repair(Number(unbegun.run_id)))).toEqual({ fails: "SUCCESS" });
    expect(readdirSync(python.tasks)).toEqual(["parent"]);
  });
});
