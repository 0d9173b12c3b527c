import { FirstTables1795000000000 } from './1795000000000-first-tables';
import { Accounts1795300000000 } from './1795300000000-accounts';
import { Reads1795400000000 } from './1795400000000-reads';
import { TopicsArchive1795500000000 } from './1795500000000-topics-archive';
import { Feedback1795600000000 } from './1795600000000-feedback';
import { Desk1795700000000 } from './1795700000000-desk';
import { Counts1795720000000 } from './1795720000000-counts';
import { Assigning1795710000000 } from './1795710000000-assigning';
import { Search1795730000000 } from './1795730000000-search';
import { Tags1795740000000 } from './1795740000000-tags';
import { CannedReplies1795750000000 } from './1795750000000-canned-replies';
import { Delivered1795760000000 } from './1795760000000-delivered';
import { Channels1795800000000 } from './1795800000000-channels';
import { Delivery1795810000000 } from './1795810000000-delivery';
import { Push1795820000000 } from './1795820000000-push';
import { TextMessages1795830000000 } from './1795830000000-text-messages';
import { Webhooks1795840000000 } from './1795840000000-webhooks';

/** In the order in which they run. A migration that was released is never changed: add another one. */
export const migrations = [
  FirstTables1795000000000,
  Accounts1795300000000,
  Reads1795400000000,
  TopicsArchive1795500000000,
  Feedback1795600000000,
  Desk1795700000000,
  Assigning1795710000000,
  Counts1795720000000,
  Search1795730000000,
  Tags1795740000000,
  CannedReplies1795750000000,
  Delivered1795760000000,
  Channels1795800000000,
  Delivery1795810000000,
  Push1795820000000,
  TextMessages1795830000000,
  Webhooks1795840000000,
];
