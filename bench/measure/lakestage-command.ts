import { join } from "node:path";
import type { Estate } from "../../test/harness/estate";
import type { MeasuredCommand } from "./measured-process";

/** `lakestage` on an estate, as the estate itself runs it. */
export const lakestageCommand = ({ checkout, environment }: Estate, ...args: string[]): MeasuredCommand => ({
  file: process.execPath,
  args: [join(checkout, "bin", "lakestage.js"), ...args],
  directory: checkout,
  environment,
});
