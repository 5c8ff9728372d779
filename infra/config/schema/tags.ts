import { z } from "zod";

/** Tags that every resource gets anyway. */
const OWN = ["environment", "managed-by"];
/** A storage account takes the shortest names. */
const LONGEST_NAME = 128;
const LONGEST_VALUE = 256;
const MOST = 50;

const name = () =>
  z
    .string()
    .min(1, "must have a name")
    .max(LONGEST_NAME, `must have a name of at most ${LONGEST_NAME} characters: storage accounts take no longer ones`)
    .regex(/^[^<>%&\\?/]*$/, "must have a name without < > % & \\ ? /")
    .refine((given) => !/^(azure|microsoft|windows)/i.test(given), "must not begin as Azure's own tags do")
    .refine((given) => !OWN.includes(given.toLowerCase()), `must be another than Lakestage's own: ${OWN.join(", ")}`);

/** Azure's tags, within what every type of resource takes. Names in other capitals are the same name. */
export const tags = () =>
  z
    .record(name(), z.string().max(LONGEST_VALUE, `must be at most ${LONGEST_VALUE} characters`))
    .refine((given) => Object.keys(given).length <= MOST - OWN.length, `must be at most ${MOST - OWN.length} tags`)
    .refine(
      (given) => new Set(Object.keys(given).map((each) => each.toLowerCase())).size === Object.keys(given).length,
      "must have names that differ in more than capitals",
    );

/** Tags that resources have which take only 15, of ours and the user's together. */
export const MOST_BESIDE_OWN = 15 - OWN.length;
