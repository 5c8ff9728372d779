import { Access } from "../../authority/unity-catalog/access";
import { AccountObjects, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";

interface ArtifactMatcher {
  artifact: string;
  match_type: string;
}

/** Which init scripts or libraries clusters that many people share may use, in the whole metastore. */
interface ArtifactAllowlist {
  artifact_matchers: ArtifactMatcher[];
  metastore_id: string;
  /** Milliseconds since 1970. */
  created_at: number;
  created_by: string;
}

const allowlists = new AccountObjects<ArtifactAllowlist, readonly [metastore: string, type: string]>(
  "unity-catalog.artifact-allowlist",
);

type ByType = { artifact_type: string };

/** @throws ApiError 403 unless the caller administers the metastore, or was given MANAGE ALLOWLIST on it. */
function metastoreOf(call: Call): string {
  const access = Access.of(call);
  if (!access.manages(access.metastore)) access.require("MANAGE_ALLOWLIST", access.metastore);
  return access.metastoreId;
}

const get: Behaviour<ByType> = ({ artifact_type: type }, call) => {
  const metastore = metastoreOf(call);
  return allowlists.get(call, [metastore, type]) ?? { artifact_matchers: [], metastore_id: metastore };
};

/** Replaces the whole list. */
const set: Behaviour<ByType & { artifact_matchers: ArtifactMatcher[] }> = (
  { artifact_type: type, artifact_matchers: matchers },
  call,
) => {
  const metastore = metastoreOf(call);
  const empty = matchers.findIndex(({ artifact }) => artifact.trim() === "");
  if (empty >= 0) throw invalidParameter(`artifact_matchers[${empty}].artifact must not be empty.`);
  return allowlists.put(call, [metastore, type], {
    artifact_matchers: matchers,
    metastore_id: metastore,
    created_at: call.store.now(),
    created_by: call.principal.name,
  });
};

export const artifactAllowlistsService: Service = {
  "catalog.ArtifactAllowlists.Get": get,
  "catalog.ArtifactAllowlists.Update": set,
};
