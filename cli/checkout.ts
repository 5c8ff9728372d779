import { resolve } from "node:path";

/** This checkout, which has the program. */
export const PROGRAM = resolve(__dirname, "..");

/**
 * The folder of `Pulumi.yaml` and of the stacks' files: this checkout, unless `LAKESTAGE_PROJECT` names another one, for an
 * estate whose configuration is kept apart.
 */
export const CHECKOUT = process.env.LAKESTAGE_PROJECT ? resolve(process.env.LAKESTAGE_PROJECT) : PROGRAM;
