import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export function sourceProblems({ source }: SoundParts, fileExists: (path: string) => boolean): Contradiction[] {
  if (source?.delivery !== "wheel") return [];
  if (source.wheel === undefined) {
    return [{ path: ["source", "delivery"], message: '"wheel" needs source.wheel: the path of the built wheel' }];
  }
  if (fileExists(source.wheel)) return [];
  return [
    {
      path: ["source", "wheel"],
      message: '"wheel" is no file of the checkout: build the wheel first, or correct the path',
    },
  ];
}
