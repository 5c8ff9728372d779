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

export function hasChanges({ create, update, replace, delete: deleted }: ChangeCounts): boolean {
  return create + update + replace + deleted > 0;
}

/** Resources that the stack has once these changes are made. */
export function resourcesAfter({ create, update, replace, same }: ChangeCounts): number {
  return create + update + replace + same;
}

const WORDS = { create: "created", update: "updated", replace: "replaced", delete: "deleted" } as const;

/** `3 created, 1 updated`; `none` where nothing changes. */
export function describeChanges(counts: ChangeCounts): string {
  const kinds = ["create", "update", "replace", "delete"] as const;
  const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${WORDS[kind]}`);
  return parts.length > 0 ? parts.join(", ") : "none";
}
