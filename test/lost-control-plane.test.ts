import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ExitCode } from "../cli/exit-code";
import { Estate } from "./harness/estate";

const MINUTES = 60_000;

test(
  "an `up` whose control plane is killed while it looks something up ends at once, and the next one goes on",
  async () => {
    const estate = await Estate.create();
    try {
      await estate.succeed("sandbox", "start");
      // Its first look-up, of the account's groups, is under way for as long as it takes to kill what would answer.
      await estate.succeed("sandbox", "fault", "add", "--kind=latency", "--latency=60000", "--plane=account");
      const up = estate.start("up", "dev.platform");
      let said = "";
      up.stderr?.on("data", (chunk) => {
        said += String(chunk);
      });
      while (!said.includes("dev.platform: deploying")) await sleep(100);
      await sleep(4000);
      const announced = readFileSync(join(estate.home, "control-plane.json"), "utf8");
      process.kill((JSON.parse(announced) as { pid: number }).pid, "SIGKILL");
      const { exitCode, stderr } = await up;
      expect(exitCode).toBe(ExitCode.sandboxBroken);
      expect(stderr).toMatch(
        /^The sandbox's control plane ended while stacks were under way.*Run the same command again/m,
      );
      await estate.succeed("sandbox", "start");
      await estate.succeed("sandbox", "fault", "clear");
      await estate.succeed("up", "dev.platform");
    } finally {
      await estate.dispose();
    }
  },
  // The provider alone would try for five minutes.
  3 * MINUTES,
);
