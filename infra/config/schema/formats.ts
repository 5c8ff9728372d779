import { z } from "zod";

/** Stands for an encrypted value where the key that decrypts it is not at hand: `lakestage check` reads files only. */
export const ENCRYPTED = "[secret]";

/** An identifier as Azure and Databricks print them. */
export const guid = () => z.guid("must be a GUID such as 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001");

export const emailAddress = () => z.email("must be an e-mail address");

/** A name that people see: not empty, no blanks at its ends. */
export const displayName = () => z.string().regex(/^\S(.*\S)?$/, "must not be empty, nor begin or end with a blank");

/** Whole days, hours, minutes or counts. */
export const wholeNumber = (least: number, most: number) =>
  z.int("must be a whole number").min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);

/** Text that nobody may read back. */
export const secretText = () => z.string().min(1, "must not be empty").meta(SECRET);

/** An address that carries its own credential, as chat webhooks do. */
export const secretAddress = () => z.string().refine(isHttps, "must be an https:// address").meta(SECRET);

/** Editors show the note; the generated JSON Schema allows `secure: …` where `encrypted` stands. */
const SECRET = { description: "Kept encrypted: pulumi config set --secret --path.", encrypted: true };

const isHttps = (value: string): boolean =>
  value === ENCRYPTED || (URL.canParse(value) && new URL(value).protocol === "https:");

/** An address or a range of them. */
export const ipv4Network = () =>
  z.union([z.cidrv4(), z.ipv4()], "must be an IPv4 address or network such as 198.51.100.0/24");
