import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

/** What goes wrong in a stack whose settings ask for it. */
const FAULTS: Record<string, (settings: pulumi.Config) => unknown> = {
  "thrown at once": () => {
    throw new Error("thrown at once");
  },
  "a mistake": () => {
    throw new pulumi.RunError("a mistake of the user's");
  },
  "thrown in an apply": () =>
    pulumi.output("value").apply(() => {
      throw new Error("thrown in an apply");
    }),
  "thrown in a timer": () => {
    setTimeout(() => {
      throw new Error("thrown in a timer");
    });
  },
  "an unhandled rejection": () => {
    Promise.reject(new Error("an unhandled rejection"));
  },
  "a rejected input": () => held("rejected", Promise.reject(new Error("a rejected input"))),
  // It waits for what is never made.
  "a resource after a rejected input": () => {
    const rejected = held("rejected", Promise.reject(new Error("a resource after a rejected input")));
    return held("after", "value", { parent: rejected });
  },
  "an output after a rejected input": () => {
    const rejected = held("rejected", Promise.reject(new Error("an output after a rejected input")));
    return held("after", rejected.output);
  },
};

/** Is kept in the engine's state: the engine itself provides it. */
const held = (name: string, input: pulumi.Input<string>, options?: pulumi.CustomResourceOptions): pulumi.Stash =>
  new pulumi.Stash(name, { input }, options);

/** Declares, in any stack, what its settings say; and does not end before all stacks have begun that are to run at once. */
export async function program(): Promise<pulumi.Inputs> {
  const settings = new pulumi.Config("hosted");
  held("before", settings.require("greeting"));
  const began = settings.get("began");
  if (began) writeFileSync(began, "");
  for (const other of settings.getObject<string[]>("waitFor") ?? []) while (!existsSync(other)) await sleep(20);
  const fault = settings.get("fault");
  if (fault) FAULTS[fault]?.(settings);
  await sleep(20);
  held("later", pulumi.getStack());
  return {
    stack: pulumi.getStack(),
    project: pulumi.getProject(),
    root: pulumi.getRootDirectory(),
    settings: pulumi.runtime.allConfig(),
    greeting: pulumi.output(settings.require("greeting")).apply((greeting) => `${greeting} from ${pulumi.getStack()}`),
  };
}
