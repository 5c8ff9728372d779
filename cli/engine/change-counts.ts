/** Resources by what happens to them. */
export interface ChangeCounts {
  create: number;
  update: number;
  replace: number;
  delete: number;
  same: number;
}

/** Sums up the engine's own counts; a replacement, which it counts as several steps, is one. */
export function changeCounts(counts: Record<string, number> | undefined): ChangeCounts {
  const of = (operation: string): number => counts?.[operation] ?? 0;
  return {
    create: of("create") + of("import"),
    update: of("update"),
    replace: Math.max(of("replace"), of("create-replacement")),
    delete: of("delete"),
    same: of("same"),
  };
}

/** What two runs changed together, of which the second went on from where the first ended. */
export function changesOfBoth(first: ChangeCounts, second: ChangeCounts): ChangeCounts {
  const counted = first.create + first.update + first.replace;
  return {
    create: first.create + second.create,
    update: first.update + second.update,
    replace: first.replace + second.replace,
    delete: first.delete + second.delete,
    // What the first run made or changed, the second found as it should be.
    same: Math.max(second.same - counted, 0),
  };
}

export function hasChanges({ create, update, replace, delete: deleted }: ChangeCounts): boolean {
  return create + update + replace + deleted > 0;
}

const WORDS = { create: "created", update: "updated", replace: "replaced", delete: "deleted" } as const;

/** `3 created, 1 updated`; `none` where nothing changes. */
export function describeChanges(counts: ChangeCounts): string {
  const kinds = ["create", "update", "replace", "delete"] as const;
  const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${WORDS[kind]}`);
  return parts.length > 0 ? parts.join(", ") : "none";
}
