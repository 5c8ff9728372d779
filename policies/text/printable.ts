/** On one line, and without characters that would steer a terminal. */
export const printable = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\p{Cc}/gu, "\uFFFD")
    .trim();
