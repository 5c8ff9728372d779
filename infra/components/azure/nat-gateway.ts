import { NatGateway as AzureNatGateway, PublicIPAddress } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { reported } from "./reported";

export interface NatGatewayArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  tags: Record<string, string>;
  gatewayName: string;
  addressName: string;
}

/** The way out to the internet of subnets that have no other: by one address, which others can let in. */
export class NatGateway extends pulumi.ComponentResource {
  /** Resource id of the gateway. */
  readonly gatewayId: pulumi.Output<string>;
  /** The IPv4 address from which everything behind the gateway appears. */
  readonly address: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: NatGatewayArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:NatGateway", name, {}, options);

    const address = this.createAddress();
    this.gatewayId = this.createGateway(address).id;
    this.address = reported(address.ipAddress, "address of the NAT gateway");

    this.registerOutputs({ address: this.address });
  }

  /** Of the kind that a gateway takes: Standard, and fixed. */
  private createAddress(): PublicIPAddress {
    const { addressName, location, resourceGroupName, tags } = this.args;
    return new PublicIPAddress(
      `${this.name}-address`,
      {
        publicIpAddressName: addressName,
        resourceGroupName,
        location,
        tags,
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
        publicIPAddressVersion: "IPv4",
      },
      { parent: this },
    );
  }

  private createGateway(address: PublicIPAddress): AzureNatGateway {
    const { gatewayName, location, resourceGroupName, tags } = this.args;
    return new AzureNatGateway(
      this.name,
      {
        natGatewayName: gatewayName,
        resourceGroupName,
        location,
        tags,
        sku: { name: "Standard" },
        publicIpAddresses: [{ id: address.id }],
      },
      { parent: this },
    );
  }
}
