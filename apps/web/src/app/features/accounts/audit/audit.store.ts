import { Injectable, computed } from '@angular/core';
import type { SecurityEventFieldsFragment, SecurityEventFilter, SecurityEventsQuery } from '#graphql';
import { SecurityEventsDocument } from '#graphql/audit';
import { PagedList } from '../../../data';

/** One line of the audit. */
export type SecurityEvent = SecurityEventFieldsFragment;

/** What happened that matters for security, the newest first, as far as its filter asks for it. */
@Injectable()
export class AuditStore extends PagedList<SecurityEventsQuery, { readonly filter: SecurityEventFilter }> {
  readonly events = computed(() => this.data()?.securityEvents.nodes);

  constructor() {
    super(SecurityEventsDocument, ({ securityEvents }) => securityEvents.pageInfo);
  }
}
