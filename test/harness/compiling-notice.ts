/** What the command said, without the notice of a slow machine, on which compiling takes long. */
export const withoutCompilingNotice = (stderr: string): string => stderr.replace(/^Compiling the sources.*\n?/, "");
