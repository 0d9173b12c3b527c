export { type CannedReply, CannedRepliesStore } from './canned-replies.store';
