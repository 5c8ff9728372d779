/** Whether a container is, by its name, for files that nobody keeps. */
export const isTemporary = (container: string): boolean => /^(temp|temporary|tmp|scratch)(-|$)/.test(container);
