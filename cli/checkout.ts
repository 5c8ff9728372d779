import { resolve } from "node:path";

/**
 * The folder of `Pulumi.yaml`, of the stacks' files, and of the program: this checkout, unless `LAKESTAGE_PROJECT` names
 * another one, for an estate whose configuration is kept apart.
 */
export const CHECKOUT = process.env.LAKESTAGE_PROJECT
  ? resolve(process.env.LAKESTAGE_PROJECT)
  : resolve(__dirname, "..");
