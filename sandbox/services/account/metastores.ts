import { requireAccountAdmin } from "../../authority/account/roles";
import { securables } from "../../authority/unity-catalog/securables";
import type { Behaviour, Service } from "../../control-plane";
import { changeMetastore, type MetastoreChange, metastoreById } from "../unity-catalog/metastores";

const get: Behaviour<{ metastore_id: string }> = ({ metastore_id }, call) => {
  requireAccountAdmin(call);
  return { metastore_info: metastoreById(call.store, metastore_id) };
};

const list: Behaviour = (_request, call) => {
  requireAccountAdmin(call);
  return { metastores: call.store.list(securables.metastore).map(({ value }) => value) };
};

const update: Behaviour<{ metastore_id: string; metastore_info?: MetastoreChange }> = (request, call) => {
  requireAccountAdmin(call);
  return { metastore_info: changeMetastore(call, request.metastore_id, request.metastore_info ?? {}) };
};

/** The account's metastores. The sandbox has the one of its seed, as an account has one for each region. */
export const accountMetastoresService: Service = {
  "catalog.AccountMetastores.Get": get,
  "catalog.AccountMetastores.List": list,
  "catalog.AccountMetastores.Update": update,
};
