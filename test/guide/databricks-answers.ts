import { answer, succeed } from "../harness/api-calls";
import type { Ended } from "./azure-answers";

/** Answers the guide's `databricks` commands by the workspace that the shell names, as whoever is signed in. */
export async function databricks(words: readonly string[], host: string, token: string): Promise<Ended> {
  const first = words.findIndex((word) => word.startsWith("--"));
  const [group, verb, ...given] = words.slice(0, first < 0 ? words.length : first);
  const flag = (name: string): string => words[words.indexOf(name) + 1] ?? "";
  const call = async (method: string, path: string, body?: object): Promise<Ended> => {
    const { answer: content, status } = await answer({ token }, method, `${host}/api/${path}`, body);
    return { exitCode: status < 300 ? 0 : 1, output: JSON.stringify(content) };
  };
  switch (`${group} ${verb}`) {
    case "catalogs list":
      return await call("GET", "2.1/unity-catalog/catalogs");
    case "catalogs delete":
      return await call("DELETE", `2.1/unity-catalog/catalogs/${given[0]}?force=${words.includes("--force")}`);
    case "grants get":
      return await call("GET", `2.1/unity-catalog/permissions/${given.join("/")}`);
    case "grants update":
      return await call("PATCH", `2.1/unity-catalog/permissions/${given.join("/")}`, JSON.parse(flag("--json")));
    case "git-credentials create":
      return await call("POST", "2.0/git-credentials", {
        git_provider: given[0],
        git_username: flag("--git-username"),
        personal_access_token: flag("--personal-access-token"),
      });
    case "repos update": {
      const status = `${host}/api/2.0/workspace/get-status?path=${given[0]}`;
      const { object_id: id } = (await succeed({ token }, "GET", status)) as { object_id: number };
      return await call("PATCH", `2.0/repos/${id}`, { branch: flag("--branch") });
    }
    default:
      return { exitCode: 2, output: `no answer for ${group} ${verb}` };
  }
}
