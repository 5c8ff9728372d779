import { z } from "zod";
import { isRecord } from "../yaml/stack-file";
import { ENCRYPTED, faultInJson, numberOf, type Scalar, textOf, Written } from "../yaml/written";

/**
 * An identifier as Azure and Databricks print them. It becomes part of issuers and subjects, which are compared letter by
 * letter: it is read in the lower case that tokens have it in.
 */
export const guid = () => z.guid("must be a GUID such as 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001").toLowerCase();

export const emailAddress = () => z.email("must be an e-mail address");

/**
 * A name that people see, on one line: not empty, no blanks at its ends. Editors see the end of a block of text, which is none
 * of it once it is read.
 */
export const displayName = () =>
  z
    .string()
    .regex(/^\S(.*\S)?$/, "must be one line, not empty, without a blank at its beginning or end")
    .meta({ pattern: "^\\S(.*\\S)?\\n?$" });

/** What people read, or SQL, on as many lines as it takes. */
export const prose = () =>
  z
    .string()
    .regex(/^\S([\s\S]*\S)?$/, "must not be empty, nor begin or end with a blank")
    .meta({ pattern: "^\\S([\\s\\S]*\\S)?\\n?$" });

/** A web address that nobody can listen to on the way. */
export const httpsAddress = () =>
  z.url({ protocol: /^https$/, error: "must be an https:// address" }).meta({ pattern: HTTPS });

/** What goes out letter by letter, whatever YAML takes it for: `1.10`, `0012`, `true`. */
export const textAsWritten = () =>
  z
    .custom<Scalar>(isScalar, { error: "must be text, a number, true or false", abort: false })
    .meta({ asWritten: true, anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] })
    .transform(textOf);

/** What goes out in JSON: numbers as they are written, so that 1.0 stays a float. */
export const jsonScalar = () =>
  z
    .custom<Scalar>(isScalar, { error: "must be a number, true, false or text", abort: false })
    .superRefine((value, context) => refuse(isScalar(value) ? faultInJson(value) : undefined, context))
    .meta({ asWritten: true, anyOf: [{ type: "number" }, { type: "boolean" }, { type: "string" }] });

/**
 * The same of numbers only.
 * @param fault What else is wrong with one, ready to follow the setting's name.
 */
export const jsonNumber = (fault: (number: number) => string | undefined = () => undefined) =>
  z
    .custom<number | Written>(isNumber, { error: "must be a number", abort: false })
    .superRefine((value, context) => {
      if (isNumber(value)) refuse(faultInJson(value) ?? fault(numberOf(value)), context);
    })
    .meta({ asWritten: true, type: "number" });

const isNumber = (value: unknown): boolean =>
  value instanceof Written ? typeof value.value === "number" : typeof value === "number";

const isScalar = (value: unknown): boolean =>
  value instanceof Written || ["string", "number", "boolean"].includes(typeof value);

function refuse(message: string | undefined, context: z.RefinementCtx): void {
  if (message !== undefined) context.addIssue({ code: "custom", message });
}

/** A list in which nothing is twice: `checkValues` sees to it, so that one item too many hides no other mistake. */
export const setOf = <Item extends z.ZodType<string | number>>(item: Item) => z.array(item).meta({ uniqueItems: true });

/** Whole days, hours, minutes or counts. */
export const wholeNumber = (least: number, most: number) =>
  z.int("must be a whole number").min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);

/** Text that nobody may read back. */
export const secretText = () =>
  z
    .string()
    .min(1, "must not be empty")
    .meta({ ...SECRET, minLength: 1 });

/** An address that carries its own credential, as chat webhooks do. */
export const secretAddress = () =>
  z
    .string()
    .refine(isHttps, "must be an https:// address")
    .meta({ ...SECRET, pattern: HTTPS });

/** Editors show the note; the generated JSON Schema allows `secure: …` where `encrypted` stands. */
const SECRET = { description: "Kept encrypted: pulumi config set --secret --path.", encrypted: true };

const HTTPS = "^https://.+";

const isHttps = (value: string): boolean =>
  value === ENCRYPTED || (URL.canParse(value) && new URL(value).protocol === "https:");

/** An address or a range of them. */
export const ipv4Network = () =>
  z.union([z.cidrv4(), z.ipv4()], "must be an IPv4 address or network such as 198.51.100.0/24");

/** For what is said of keys and values each by itself: one that is not well formed hides nothing of the others. */
export const ANYWAY = { when: ({ value }: z.core.ParsePayload): boolean => isRecord(value) };
