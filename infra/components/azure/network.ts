import { NetworkSecurityGroup, Subnet, VirtualNetwork } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { NatGateway } from "./nat-gateway";
import { privateEndpointRules } from "./private-endpoint-rules";
import { reported } from "./reported";
import { type SecurityRule, securityRules } from "./security-rules";
import { subnetRanges } from "./subnet-ranges";

export interface NetworkArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  virtualNetworkName: string;
  /** Of the clusters' subnets. */
  securityGroupName: string;
  /** Of the private endpoints' subnet. */
  endpointSecurityGroupName: string;
  /** Address range in CIDR notation, /16 to /24, for example `10.10.0.0/20`. */
  cidr: string;
  /** Names of the NAT gateway that clusters leave by, and of its address. Default: the network has another way out. */
  natGateway?: { gatewayName: string; addressName: string } | undefined;
}

/** The network that a workspace is injected into: two subnets for its clusters, one for private endpoints. */
export class Network extends pulumi.ComponentResource {
  readonly virtualNetwork: VirtualNetwork;
  /** Name of the subnet of clusters' hosts, known once it is there. */
  readonly hostSubnetName: pulumi.Output<string>;
  /** Name of the subnet of the containers on them. */
  readonly containerSubnetName: pulumi.Output<string>;
  /** Resource id of the subnet of private endpoints. */
  readonly endpointSubnetId: pulumi.Output<string>;
  /** The IPv4 address from which clusters appear on the internet; undefined where there is no NAT gateway. */
  readonly outboundAddress: pulumi.Output<string> | undefined;
  private readonly natGateway: NatGateway | undefined;

  constructor(
    private readonly name: string,
    private readonly args: NetworkArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:Network", name, {}, options);

    const ranges = subnetRanges(args.cidr);
    const { endpointSecurityGroupName, securityGroupName } = args;
    const clusterRules = this.createSecurityGroup("rules", securityGroupName, securityRules());
    const endpointRules = this.createSecurityGroup("endpoint-rules", endpointSecurityGroupName, privateEndpointRules());
    this.virtualNetwork = this.createVirtualNetwork();
    this.natGateway = this.createNatGateway();
    this.outboundAddress = this.natGateway?.address;
    // Azure changes one subnet of a network at a time and refuses a second change meanwhile: hence the chain.
    const hosts = this.createClusterSubnet("hosts", ranges.hosts, clusterRules);
    const containers = this.createClusterSubnet("containers", ranges.containers, clusterRules, hosts);
    const endpoints = this.createEndpointSubnet(ranges.endpoints, endpointRules, containers);
    this.hostSubnetName = reported(hosts.name, "name of the hosts' subnet");
    this.containerSubnetName = reported(containers.name, "name of the containers' subnet");
    this.endpointSubnetId = endpoints.id;

    this.registerOutputs({ virtualNetworkId: this.virtualNetwork.id });
  }

  private createSecurityGroup(
    part: string,
    networkSecurityGroupName: string,
    securityRules: SecurityRule[],
  ): NetworkSecurityGroup {
    const { location, resourceGroupName, tags } = this.args;
    return new NetworkSecurityGroup(
      `${this.name}-${part}`,
      { networkSecurityGroupName, resourceGroupName, location, tags, securityRules },
      { parent: this },
    );
  }

  private createVirtualNetwork(): VirtualNetwork {
    const { cidr, location, resourceGroupName, tags, virtualNetworkName } = this.args;
    return new VirtualNetwork(
      `${this.name}-virtual-network`,
      { virtualNetworkName, resourceGroupName, location, tags, addressSpace: { addressPrefixes: [cidr] } },
      // Subnets are resources of their own; without this a refresh would take them for drift of the network.
      { parent: this, ignoreChanges: ["subnets"] },
    );
  }

  private createNatGateway(): NatGateway | undefined {
    const { location, natGateway, resourceGroupName, tags } = this.args;
    if (!natGateway) return undefined;
    return new NatGateway(`${this.name}-nat`, { ...natGateway, resourceGroupName, location, tags }, { parent: this });
  }

  private createClusterSubnet(
    subnetName: string,
    addressPrefix: string,
    securityGroup: NetworkSecurityGroup,
    after?: Subnet,
  ): Subnet {
    return new Subnet(
      `${this.name}-${subnetName}`,
      {
        subnetName,
        virtualNetworkName: this.virtualNetwork.name,
        resourceGroupName: this.args.resourceGroupName,
        addressPrefix,
        networkSecurityGroup: { id: securityGroup.id },
        // Azure's own way out is ending, and `defaultOutboundAccess` does not apply to subnets that are handed over.
        ...(this.natGateway && { natGateway: { id: this.natGateway.gatewayId } }),
        delegations: [{ name: "databricks", serviceName: "Microsoft.Databricks/workspaces" }],
      },
      { parent: this, ...(after && { dependsOn: after }) },
    );
  }

  private createEndpointSubnet(addressPrefix: string, securityGroup: NetworkSecurityGroup, after: Subnet): Subnet {
    return new Subnet(
      `${this.name}-endpoints`,
      {
        subnetName: "endpoints",
        virtualNetworkName: this.virtualNetwork.name,
        resourceGroupName: this.args.resourceGroupName,
        addressPrefix,
        networkSecurityGroup: { id: securityGroup.id },
        // Else Azure leads private endpoints past the security group.
        privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
      },
      { parent: this, dependsOn: after },
    );
  }
}
