import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

/** Tags that whatever costs gets anyway. */
const GIVEN_TAGS = ["environment", "project", "team"];

export const tagProblems = ({ tags = {} }: SoundParts): Contradiction[] =>
  GIVEN_TAGS.filter((tag) => tag in tags).map((tag) => ({
    path: ["tags", tag],
    message: `every project gets the tag "${tag}" by itself: take it out`,
  }));
