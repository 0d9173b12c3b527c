/** The languages people can choose (BCP 47), the first being the one of who has not chosen. They decide how dates are written. */
export const LANGUAGES = ['en-GB', 'en-US', 'en-IN', 'en-AU'] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];
