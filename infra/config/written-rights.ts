/** Rights as the access model writes them, and where. */
export interface WrittenRights {
  rights: object;
  /** The trace that an error would have there: the call of `rights`, and what led to it. */
  writtenAt: Pick<Error, "stack">;
}

const written: WrittenRights[] = [];
/** In the order in which they are written. */
export const WRITTEN_RIGHTS: readonly WrittenRights[] = written;

const FRAMES = 4;

/** Says that these are rights, so that what follows from them leads here. */
export function rights<Rights extends object>(said: Rights): Rights {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  written.push({ rights: said, writtenAt: new Error("written") });
  Error.stackTraceLimit = stackTraceLimit;
  return said;
}

/** What comes of it where one of these rights is another, which it is only meanwhile. */
export async function withOtherRight<Result>(
  of: object,
  key: string,
  other: unknown,
  run: () => Promise<Result>,
): Promise<Result> {
  const before: unknown = Reflect.get(of, key);
  Reflect.set(of, key, other);
  try {
    return await run();
  } finally {
    if (before === undefined) Reflect.deleteProperty(of, key);
    else Reflect.set(of, key, before);
  }
}
