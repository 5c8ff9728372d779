import type { Problem } from "../infra/config";

/** Where something stands in the checkout: a file relative to it, and line and column, counted from 1. */
export type Place = Omit<Problem, "message">;

/** `Pulumi.prod.yaml:9:5` */
export const describePlace = ({ column, file, line }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(":");
