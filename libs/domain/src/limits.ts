/** The lengths and counts that the API enforces and the pages show. Lengths count UTF-16 units, as browsers do. */
export const LIMITS = {
  person: { name: 100, email: 254, mobile: 16 },
  /** NIST SP 800-63B-4 §3.1.1.2: at least 8 characters, and long passphrases are welcome. */
  password: { min: 8, max: 128 },
  /**
   * `tags`, `participants`, `followUps`: of one ticket. `tag`: the length of one. `bulk`: how many are dealt with at once. `perHour`: how
   * many one person raises.
   */
  ticket: { subject: 200, description: 20_000, orderReference: 64, tags: 20, tag: 30, participants: 20, followUps: 20, bulk: 100, perHour: 100 },
  /** `perMinute`: how many one person sends. */
  message: { body: 20_000, perMinute: 100 },
  /** `days`: for how long a ticket that was merged by mistake can be taken out again. `tickets`: how many go into one. */
  merge: { days: 1, tickets: 20 },
  /** `defaultDays`: after how long a resolved ticket closes, until an admin decides otherwise. */
  autoClose: { minDays: 1, maxDays: 90, defaultDays: 7 },
  search: { text: 100 },
  cannedReply: { title: 60, shortcut: 30, body: 5_000, perPerson: 200 },
  /** `changeDays`: for how long after it was first given a rating can be changed. */
  rating: { min: 1, max: 5, comment: 2_000, changeDays: 7 },
  feedback: { body: 5_000, answer: 5_000 },
  topic: { name: 60, firstAnswer: 5_000 },
  accessToken: { name: 60, days: 365, perPerson: 50 },
  agent: { capacity: 1_000 },
  code: { digits: 6 },
  /**
   * `waitSeconds`: after how long a reply that was not read is mailed. `unread`: up to how many are counted. `smsPerDay`: how much
   * news one person gets as text messages, which the shop pays.
   */
  notification: { waitSeconds: 120, unread: 100, smsPerDay: 20 },
  push: { perPerson: 20, endpoint: 1_000 },
  /** `answer`: how much of what a target answers is kept. */
  webhook: { url: 1_000, name: 60, perShop: 20, answer: 1_000 },
  page: { default: 25, max: 100 },
} as const;

/** E.164: a plus sign, then 7 to 15 digits, no spaces. */
export const MOBILE_PATTERN = /^\+[1-9]\d{6,14}$/;
