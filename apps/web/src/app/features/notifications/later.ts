// The second door, for what is loaded after the start: nothing behind it comes with the first page.
export { BLOCK_WORDS, allowing } from './deliveries/delivery-words';
export { MailBlocks } from './deliveries/mail-blocks.store';
export { PushCard } from './push/push-card';
export { PushSection } from './push/push-section';
