export type { SmsTransport, TextMessage } from './sms';
export { TwilioTransport } from './twilio.transport';
