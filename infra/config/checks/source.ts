import { GIT_PROVIDERS, likelyProvider, providerOf } from "../../../databricks/git-providers";
import { listed } from "../../../wording/nearest";
import type { Contradiction } from "./contradiction";
import type { SoundParts } from "./sound-parts";

export function sourceProblems({ source }: SoundParts, fileExists: (path: string) => boolean): Contradiction[] {
  if (!source) return [];
  if (source.delivery !== "wheel") return providerProblems(source);
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

/** Databricks must know whose interfaces to speak, and a host of one's own does not tell. */
function providerProblems({ provider, repository }: NonNullable<SoundParts["source"]>): Contradiction[] {
  const known = providerOf(repository);
  if (provider === undefined && known === undefined) {
    const likely = likelyProvider(repository);
    const choice = likely === undefined ? `: it must be ${listed(GIT_PROVIDERS)}` : `, such as provider: ${likely}`;
    return [
      {
        path: ["source", "repository"],
        message: `needs source.provider, as its host does not tell the service${choice}`,
      },
    ];
  }
  if (provider === undefined || known === undefined || provider === known) return [];
  return [{ path: ["source", "provider"], message: `"provider" must be "${known}", whose host the repository is on` }];
}
