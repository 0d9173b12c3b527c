import { Injectable, computed } from '@angular/core';
import type { BlockedAddressesQuery } from '#graphql';
import { BlockedAddressesDocument } from '#graphql/delivery-log';
import { PagedList } from '../../../data';

/** An address that gets no mail. */
export type BlockedAddress = BlockedAddressesQuery['blockedAddresses']['nodes'][number];

/** The addresses that get no mail, those blocked last first. */
@Injectable()
export class BlockedAddressesStore extends PagedList<BlockedAddressesQuery, object> {
  readonly addresses = computed(() => this.data()?.blockedAddresses.nodes.map((blocked) => ({ ...blocked, id: blocked.address })));

  constructor() {
    super(BlockedAddressesDocument, ({ blockedAddresses }) => blockedAddresses.pageInfo);
    this.show({});
  }
}
