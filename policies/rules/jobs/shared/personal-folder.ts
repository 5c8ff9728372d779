/** Whether a path of the workspace lies in a person's home, or in their own folders of Git. */
export const isPersonal = (path: string): boolean => /^(\/Workspace)?\/(Users\/|Repos\/[^/]*@)/i.test(path);
