"""How the SDK reads back each type of resource that an environment or its platform declares."""

from declared import as_declared


def _entitlements(workspace, _account, resource):
    inputs = resource["inputs"]
    principal = (
        workspace.groups.get(inputs["groupId"])
        if "groupId" in inputs
        else workspace.service_principals.get(inputs["servicePrincipalId"])
    )
    held = {each.value for each in principal.entitlements or []}
    return {
        "group_id": principal.id,
        "service_principal_id": principal.id,
        "allow_cluster_create": "allow-cluster-create" in held,
        "allow_instance_pool_create": "allow-instance-pool-create" in held,
        "databricks_sql_access": "databricks-sql-access" in held,
        "workspace_access": "workspace-access" in held,
    }


def _grants(workspace, _account, resource):
    securable, name = resource["id"].split("/", 1)
    # To the grants API a registered model is a kind of function.
    kind = "function" if securable == "model" else securable
    # As it comes: the SDK's own method drops privileges that its list lacks, CREATE_MODEL_VERSION among them.
    answer = workspace.api_client.do("GET", f"/api/2.1/unity-catalog/permissions/{kind}/{name}")
    by_principal = {each["principal"]: sorted(each["privileges"]) for each in answer["privilege_assignments"]}
    declared = {each["principal"]: sorted(each["privileges"]) for each in resource["inputs"]["grants"]}
    assert by_principal == declared, "no grant beyond the declared ones"
    return {"grants": resource["inputs"]["grants"] and as_declared(resource["inputs"]["grants"]), securable: name}


def _binding(workspace, _account, resource):
    workspace_id, securable_type, name = resource["id"].split("|")
    bindings = workspace.workspace_bindings.get_bindings(securable_type=securable_type, securable_name=name)
    found = next(each for each in bindings if each.workspace_id == int(workspace_id))
    return {**found.as_dict(), "securable_name": name, "securable_type": securable_type}


def _permission_assignment(_workspace, account, resource):
    workspace_id, principal_id = resource["id"].split("|")
    assignments = account.workspace_assignment.list(workspace_id=int(workspace_id))
    found = next(each for each in assignments if each.principal.principal_id == int(principal_id))
    return {
        "workspace_id": workspace_id,
        "principal_id": principal_id,
        "permissions": [each.value for each in found.permissions],
    }


def _workspace_conf(workspace, _account, resource):
    keys = resource["inputs"]["customConfig"]
    return as_declared({"customConfig": workspace.workspace_conf.get_status(keys=",".join(keys))})


def _secret_scope(workspace, _account, resource):
    scope = next(each for each in workspace.secrets.list_scopes() if each.name == resource["id"])
    return {"name": scope.name, "backend_type": scope.backend_type.value}


def _permissions(workspace, _account, resource):
    """The declared entries, where they are what there is besides the owner and what is inherited."""
    parts = resource["id"].strip("/").split("/")
    acl = workspace.permissions.get("/".join(parts[:-1]), parts[-1]).access_control_list
    granted = {
        (each.group_name or each.user_name or each.service_principal_name, permission.permission_level.value)
        for each in acl
        for permission in each.all_permissions
        if not permission.inherited and permission.permission_level.value != "IS_OWNER"
    }
    controls = resource["inputs"]["accessControls"]
    declared = {
        (each.get("groupName") or each.get("userName") or each.get("servicePrincipalName"), each["permissionLevel"])
        for each in controls
    }
    # Whoever made the object manages it; nothing else may be there that was not declared.
    assert {entry for entry in granted - declared if entry[1] != "CAN_MANAGE"} == set()
    assert declared <= granted
    return as_declared(resource["inputs"])


def _group_member(_workspace, account, resource):
    group = account.groups.get(resource["inputs"]["groupId"])
    member = next(each for each in group.members if each.value == resource["inputs"]["memberId"])
    return {"group_id": group.id, "member_id": member.value}


def _rule_set(_workspace, account, resource):
    rule_set = account.access_control.get_rule_set(name=resource["id"], etag="").as_dict()
    assert len(rule_set["grant_rules"]) == len(resource["inputs"]["grantRules"]), "no rule beyond the declared ones"
    return rule_set


# By the resource's Pulumi type: how the SDK reads one.
READERS = {
    "catalog:Catalog": lambda w, a, r: w.catalogs.get(r["id"]).as_dict(),
    "schema:Schema": lambda w, a, r: w.schemas.get(r["id"]).as_dict(),
    "storageCredential:StorageCredential": lambda w, a, r: w.storage_credentials.get(r["id"]).as_dict(),
    "externalLocation:ExternalLocation": lambda w, a, r: w.external_locations.get(r["id"]).as_dict(),
    "workspaceBinding:WorkspaceBinding": _binding,
    "grants:Grants": _grants,
    "clusterPolicy:ClusterPolicy": lambda w, a, r: w.cluster_policies.get(r["id"]).as_dict(),
    "sqlEndpoint:SqlEndpoint": lambda w, a, r: w.warehouses.get(r["id"]).as_dict(),
    "secretScope:SecretScope": _secret_scope,
    "secretAcl:SecretAcl": lambda w, a, r: as_declared(
        {"scope": r["inputs"]["scope"]}
        | w.secrets.get_acl(r["inputs"]["scope"], r["inputs"]["principal"]).as_dict()
    ),
    "entitlements:Entitlements": _entitlements,
    "workspaceConf:WorkspaceConf": _workspace_conf,
    "restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting": lambda w, a, r: (
        w.settings.restrict_workspace_admins.get().as_dict()
    ),
    "ipAccessList:IpAccessList": lambda w, a, r: w.ip_access_lists.get(r["id"]).as_dict()["ip_access_list"],
    "notificationDestination:NotificationDestination": lambda w, a, r: w.notification_destinations.get(
        r["id"]
    ).as_dict(),
    "directory:Directory": lambda w, a, r: w.workspace.get_status(r["id"]).as_dict(),
    "permissions:Permissions": _permissions,
    "metastoreAssignment:MetastoreAssignment": lambda w, a, r: a.metastore_assignments.get(
        int(r["id"].split("|")[0])
    ).as_dict()["metastore_assignment"],
    "mwsPermissionAssignment:MwsPermissionAssignment": _permission_assignment,
    "servicePrincipal:ServicePrincipal": lambda w, a, r: as_declared(a.service_principals.get(r["id"]).as_dict()),
    "accessControlRuleSet:AccessControlRuleSet": _rule_set,
    "groupMember:GroupMember": _group_member,
    "group:Group": lambda w, a, r: as_declared(a.groups.get(r["id"]).as_dict()),
    "servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy": lambda w, a, r: (
        a.service_principal_federation_policy.get(
            service_principal_id=int(r["inputs"]["servicePrincipalId"]), policy_id=r["outputs"]["policyId"]
        ).as_dict()
        | {"service_principal_id": r["inputs"]["servicePrincipalId"]}
    ),
    "budgetPolicy:BudgetPolicy": lambda w, a, r: a.budget_policy.get(r["outputs"]["policyId"]).as_dict(),
    "mwsNetworkConnectivityConfig:MwsNetworkConnectivityConfig": lambda w, a, r: (
        a.network_connectivity.get_network_connectivity_configuration(
            r["outputs"]["networkConnectivityConfigId"]
        ).as_dict()
    ),
    "mwsNccPrivateEndpointRule:MwsNccPrivateEndpointRule": lambda w, a, r: (
        a.network_connectivity.get_private_endpoint_rule(
            r["outputs"]["networkConnectivityConfigId"], r["outputs"]["ruleId"]
        ).as_dict()
    ),
    "mwsNccBinding:MwsNccBinding": lambda w, a, r: a.workspaces.get(int(r["inputs"]["workspaceId"])).as_dict(),
}
