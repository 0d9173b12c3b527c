import { Injectable, computed } from '@angular/core';
import type { DeliveriesQuery, DeliveryFieldsFragment, DeliveryFilter } from '#graphql';
import { DeliveriesDocument, SendAgainDocument } from '#graphql/delivery-log';
import { PagedList } from '../../../data';

/** A notification on its way to someone, outside of the app. */
export type Delivery = DeliveryFieldsFragment;

/** What people are told and what became of it, the newest first, as far as its filter asks for it. */
@Injectable()
export class DeliveriesStore extends PagedList<DeliveriesQuery, { readonly filter: DeliveryFilter }> {
  readonly deliveries = computed(() => this.data()?.deliveries.nodes);

  constructor() {
    super(DeliveriesDocument, ({ deliveries }) => deliveries.pageInfo);
  }

  async sendAgain(deliveryId: string): Promise<void> {
    await this.api.mutate(SendAgainDocument, { input: { deliveryId } });
  }
}
