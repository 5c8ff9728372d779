import { ROOMS } from "./rooms";

/** The rooms and what each may import, for docs/architecture.md. */
export function roomsTable(): string {
  const rows = ROOMS.map(
    ({ folder, holds, imports }) => `| \`${folder}\` | ${holds} | ${imports.map((room) => `\`${room}\``).join(", ")} |`,
  );
  return ["| folder | what it is | may import |", "|---|---|---|", ...rows].join("\n");
}
