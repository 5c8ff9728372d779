import { credentialsIn, isPlainCredential, looksLikeCredential } from "./credential-looks";
import type { Problem } from "./problem";
import type { SourceFile } from "./source-file";

/**
 * What in a file looks like a credential in the clear, each where it stands: values, by their looks and by the names that
 * they have, and comments. Whoever may read the checkout has them.
 * @param isLookedAt By the keys that lead to it, whether a value is looked at here. Default: all are.
 */
export function credentialProblems(
  file: SourceFile,
  isLookedAt: (keys: readonly string[]) => boolean = () => true,
): Problem[] {
  const shown = credentialsIn(file.text);
  const values = file.texts().filter(({ keys, value }) => isPlainCredential(keys.at(-1) ?? "", value));
  const within = (offset: number) => values.find(({ begins, ends }) => begins <= offset && offset < ends);
  return [
    ...values
      .filter(({ keys }) => isLookedAt(keys))
      .map(({ begins, ends, keys }) => {
        const name = keys.at(-1) ?? "";
        // Of a text on several lines, the line that shows it.
        const inside = shown.find((offset) => begins <= offset && offset < ends);
        const isFurther = inside !== undefined && file.text.slice(begins, inside).includes("\n");
        const what = name === "" || looksLikeCredential(name) ? "this" : `"${name}"`;
        return file.problemAtOffset(isFurther ? inside : begins, `${what} ${ADVICE}`);
      }),
    ...shown.filter((offset) => !within(offset)).map((offset) => file.problemAtOffset(offset, `this ${ADVICE}`)),
  ];
}

const ADVICE =
  "looks like a credential in plain text: make a new one, keep it in the environment's secret scope or encrypted (pulumi config set --secret), and take this one out";
