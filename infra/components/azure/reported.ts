import * as pulumi from "@pulumi/pulumi";

/**
 * What Azure reports of a resource that is there, though its declaration says that it may not. In a preview it may come
 * with a change that is not made yet, and is unknown then.
 *
 * @throws Error naming what is missing, rather than have an empty text go into the next request.
 */
export const reported = (value: pulumi.Output<string | undefined>, what: string): pulumi.Output<string> =>
  value.apply((text): pulumi.Output<string> => {
    if (text !== undefined) return pulumi.output(text);
    if (pulumi.runtime.isDryRun()) return pulumi.output(pulumi.unknown).apply(String);
    throw new Error(`Azure reports no ${what}`);
  });
