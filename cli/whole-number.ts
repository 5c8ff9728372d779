import { InvalidArgumentError } from "commander";

/** What reads the whole number that an option takes. */
export const wholeNumber =
  (least: number, most = Number.POSITIVE_INFINITY) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() !== "" && Number.isInteger(number) && number >= least && number <= most) return number;
    const range = most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
    throw new InvalidArgumentError(`It takes a whole number, ${range}.`);
  };
