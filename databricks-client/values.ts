import { z } from "zod";

/** Members of an answer. */
export type Values = Record<string, unknown>;

const valuesSchema = z.record(z.string(), z.unknown());

/** A member as text; nothing where it is neither text nor a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** The objects in a member that is a list. */
export const valuesOf = (value: unknown): Values[] => z.array(valuesSchema).safeParse(value).data ?? [];

/** A member that is an object; nothing where it is not. */
export const objectIn = (value: unknown): Values | undefined => valuesSchema.safeParse(value).data;

/** A member that is an object; an empty one where it is not. */
export const objectOf = (value: unknown): Values => objectIn(value) ?? {};

/** The texts in a member that is a list. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
