/** The lengths and counts that the API enforces and the pages show. Lengths count UTF-16 units, as browsers do. */
export const LIMITS = {
  person: { name: 100, email: 254, mobile: 16 },
  /** NIST SP 800-63B-4 §3.1.1.2: at least 8 characters, and long passphrases are welcome. */
  password: { min: 8, max: 128 },
  ticket: { subject: 200, description: 20_000, orderReference: 64 },
  message: { body: 20_000 },
  topic: { name: 60 },
  accessToken: { name: 60 },
  page: { default: 25, max: 100 },
} as const;

/** E.164: a plus sign, then 7 to 15 digits, no spaces. */
export const MOBILE_PATTERN = /^\+[1-9]\d{6,14}$/;
