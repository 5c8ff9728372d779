import type { Terminal } from "../terminal";

/** A terminal that keeps what it is told. @param answer what a person there answers; without it, nobody is there. */
export function recordedTerminal(answer?: string): Terminal & { results: string[]; notes: string[] } {
  const results: string[] = [];
  const notes: string[] = [];
  return {
    results,
    notes,
    result: (text) => void results.push(text),
    note: (text) => void notes.push(text),
    interactive: false,
    ...(answer !== undefined && {
      async ask(question: string) {
        notes.push(question);
        return answer;
      },
    }),
  };
}
