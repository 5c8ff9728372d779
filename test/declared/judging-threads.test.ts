import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { CHECKOUT } from "../harness/estate";
import { Project } from "../harness/project";

const MINUTES = 60_000;

const judgedIn = async (threads: number, directory: string): Promise<string> => {
  const script = join(CHECKOUT, "test/harness/judge-in-threads.ts");
  const { stdout } = await execa("node", ["-r", "tsx/cjs", script, directory, String(threads)], { cwd: CHECKOUT });
  return stdout;
};

test(
  "stacks are judged in several threads as they are in one, with what is found in them",
  async () => {
    const project = Project.create();
    try {
      for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects"]) project.copy(file);
      const prod = join(project.directory, "Pulumi.prod.yaml");
      writeFileSync(prod, `${readFileSync(prod, "utf8")}  lakestage:protection:\n    forceDestroy: true\n`);
      const original = readFileSync(join(CHECKOUT, "projects/flight-delay.yaml"), "utf8");
      for (let number = 1; number <= 12; number++) {
        writeFileSync(
          join(project.directory, `projects/copy-${number}.yaml`),
          original.replaceAll("flight_delay", `copy_${number}`),
        );
      }
      const inOne = await judgedIn(1, project.directory);
      expect(inOne).toContain("LSPROT003");
      expect(JSON.parse(inOne).stacks).toHaveLength(48);
      expect(await judgedIn(3, project.directory)).toBe(inOne);
    } finally {
      project.dispose();
    }
  },
  3 * MINUTES,
);
