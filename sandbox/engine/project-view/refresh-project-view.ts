import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { placeLink } from "../pulumi-home/install-plugins";
import { sandboxStackFile } from "./stack-file";

/** The file of one stack's configuration, as `Pulumi.dev.yaml`; not `Pulumi.yaml`. */
const STACK_FILE = /^Pulumi\..+\.ya?ml$/;

/**
 * Makes a folder in which the engine sees the project as it is, and may write into the stacks' files without touching the
 * checkout: links to everything, and copies of the stacks' files. Cheap; to be called before every run of the engine.
 * @param program the checkout that has the program, and whatever else a folder of settings only lacks. Default: the same.
 */
export function refreshProjectView(checkout: string, view: string, program = checkout): void {
  mkdirSync(view, { recursive: true });
  const own = entriesIn(checkout, view);
  const others = entriesIn(program, view).filter((name) => !own.includes(name) && !isOfAnEstate(name));
  const names = [...own, ...others];
  for (const name of readdirSync(view)) {
    if (!names.includes(name)) rmSync(join(view, name), { recursive: true, force: true });
  }
  for (const name of names) {
    if (STACK_FILE.test(name))
      placeCopy(join(view, name), sandboxStackFile(readFileSync(join(checkout, name), "utf8")));
    else placeLink(join(view, name), join(own.includes(name) ? checkout : program, name));
  }
}

const entriesIn = (directory: string, view: string): string[] =>
  readdirSync(directory).filter((name) => name !== ".git" && !isAbove(join(directory, name), view));

/** Another estate's settings and projects are none of this one's. */
const isOfAnEstate = (name: string): boolean => name.startsWith("Pulumi.") || name === "projects";

/**
 * Lets the engine make the key of a stack that it is about to make with this salt. Later runs find it in the stack's state,
 * as the view's files come from the checkout, which has none.
 */
export function giveSalt(view: string, stack: string, salt: string): void {
  const file = join(view, `Pulumi.${stack}.yaml`);
  const settings = existsSync(file) ? sandboxStackFile(readFileSync(file, "utf8")) : "";
  placeCopy(file, `${settings}\nencryptionsalt: ${salt}\n`);
}

/** Whether the view lies in this entry of the checkout: a link to it would lead into itself. */
function isAbove(entry: string, view: string): boolean {
  return !relative(entry, view).startsWith("..");
}

function placeCopy(path: string, text: string): void {
  const fresh = `${path}.${process.pid}`;
  // Writing to a link would write to the checkout.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}
