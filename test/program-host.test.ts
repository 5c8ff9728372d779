import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecaReturnValue } from "execa";
import { HostedEngine } from "./harness/hosted-engine";

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

/** What each says, and what there is of the stack in the end: all that does not wait for what went wrong. */
const FAULTS: { fault: string; says: string; made: string[] }[] = [
  { fault: "thrown at once", says: "^ *Error: thrown at once$", made: ["before"] },
  { fault: "a mistake", says: "a mistake of the user's", made: ["before"] },
  { fault: "thrown in an apply", says: "^ *Error: thrown in an apply$", made: ["before", "later"] },
  { fault: "thrown in a timer", says: "^ *Error: thrown in a timer$", made: ["before", "later"] },
  { fault: "an unhandled rejection", says: "^ *Error: an unhandled rejection$", made: ["before", "later"] },
  { fault: "a rejected input", says: "^ *Error: .*a rejected input$", made: ["before", "later"] },
  {
    fault: "a resource after a rejected input",
    says: "^ *Error: .*a resource after a rejected input$",
    made: ["before", "later"],
  },
  {
    fault: "an output after a rejected input",
    says: "^ *Error: .*an output after a rejected input$",
    made: ["before", "later"],
  },
];

const stackOf = (fault: string): string => fault.replaceAll(" ", "-");

let engine: HostedEngine;

beforeEach(async () => {
  engine = await HostedEngine.start();
});
afterEach(() => engine.dispose());

test("stacks side by side see their own name, settings and outputs; one's fault is told once, and leaves others whole", async () => {
  const over = engine.file("faults-are-over");
  const whole = ["one", "other"];
  const began = whole.map((name) => engine.file(`${name}-began`));
  await Promise.all([
    ...whole.map((name, index) =>
      engine.stack(name, { greeting: `greetings of ${name}`, began: began[index], waitFor: [over], [name]: "own" }),
    ),
    ...FAULTS.map(({ fault }) => engine.stack(stackOf(fault), { greeting: "none", waitFor: began, fault })),
  ]);

  // Those that stay whole are in the middle of their work while all the others fail.
  const running = whole.map((name) => engine.up(name));
  const failed = await Promise.all(FAULTS.map(({ fault }) => engine.up(stackOf(fault))));
  writeFileSync(over, "");
  const outcomes = await Promise.all(running);

  expect(FAULTS.map(({ fault, says }, index) => ({ fault, ...told(failed[index], says) }))).toEqual(
    FAULTS.map(({ fault }) => ({ fault, exitCode: 1, times: 1, errors: 1 })),
  );
  const made = FAULTS.map(({ fault }) => ({ fault, made: engine.names(stackOf(fault)).sort() }));
  expect(made).toEqual(FAULTS.map(({ fault, made }) => ({ fault, made })));
  expect(outcomes.map(({ all, exitCode }) => (exitCode === 0 ? "done" : all))).toEqual(["done", "done"]);
  for (const [index, name] of whole.entries()) {
    expect(engine.names(name).sort()).toEqual(["before", "later"]);
    expect(engine.outputs(name)).toEqual({
      stack: name,
      project: "hosted",
      root: engine.directory,
      greeting: `greetings of ${name} from ${name}`,
      settings: {
        "hosted:greeting": `greetings of ${name}`,
        "hosted:began": began[index],
        "hosted:waitFor": JSON.stringify([over]),
        [`hosted:${name}`]: "own",
      },
    });
  }
  expect(await engine.closeHost()).toEqual({ code: 0, errors: "" });
});

test("an engine that is killed in the middle leaves other stacks whole, and nothing that keeps the process", async () => {
  const [killedBegan, otherBegan, over] = ["killed-began", "other-began", "over"].map(engine.file);
  await engine.stack("killed", { greeting: "none", began: killedBegan, waitFor: [over] });
  await engine.stack("other", { greeting: "hello", began: otherBegan, waitFor: [over] });
  const [killed, other] = [engine.up("killed"), engine.up("other")];
  while (![killedBegan, otherBegan].every((file) => file && existsSync(file))) await sleep(20);
  killed.kill("SIGKILL");
  await killed;
  writeFileSync(over ?? "", "");
  const { all, exitCode } = await other;
  expect(exitCode === 0 ? "done" : all).toBe("done");
  expect(engine.outputs("other")).toMatchObject({ stack: "other", greeting: "hello from other" });
  expect(await engine.closeHost()).toEqual({ code: 0, errors: "" });
});

test("what is thrown outside any run ends the process, as if nothing were hosted", async () => {
  engine.tellHost("throw outside any run");
  const { code, errors } = await engine.hostEnded();
  expect(code).toBe(1);
  expect(errors).toContain("Error: thrown outside any run");
});

/** How a failed `up` ended, how often what it says in the end tells of the fault, and whether it tells of another. */
function told(outcome: ExecaReturnValue | undefined, says: string) {
  const [, diagnostics = ""] = (outcome?.all ?? "").split("Diagnostics:");
  const count = (pattern: RegExp): number => diagnostics.match(pattern)?.length ?? 0;
  return { exitCode: outcome?.exitCode, times: count(new RegExp(says, "gm")), errors: count(/^ *error: /gm) };
}
