import { LIMITS } from '@ccr/domain';
import { z } from 'zod';
import * as read from './readers';
import type { Setting } from './settings';

const { min, max } = LIMITS.password;

/** Who runs the shop at first, and how it looks in mails. */
export const SHOP_SETTINGS = {
  INITIAL_ADMIN_EMAIL: {
    group: 'The shop',
    schema: z.email('must be an e-mail address.').max(LIMITS.person.email, 'must be a shorter e-mail address.'),
    fallback: 'admin@example.com',
    description: 'The sign-in of the first admin, who is made when the database holds no admin yet.',
  },
  INITIAL_ADMIN_PASSWORD: {
    group: 'The shop',
    schema: z
      .string()
      .min(min, `must have at least ${min} characters.`)
      .max(max, `must have at most ${max} characters.`),
    fallback: null,
    description: `The password of the first admin, at least ${min} characters. Without it, one is made up and printed once.`,
    secret: true,
  },
  SHOP_NAME: {
    group: 'The shop',
    schema: read.line(100),
    fallback: 'Customer Care Registry',
    description: 'The name of the shop, as customers read it in mails.',
  },
  SHOP_LOGO_URL: {
    group: 'The shop',
    schema: read.httpsUrl,
    fallback: null,
    description: 'The https address of a picture, shown 40 pixels high at the top of every mail: PNG or JPEG, readable on light and dark. Without it, the name is shown.',
  },
  SHOP_COLOUR: {
    group: 'The shop',
    schema: read.colour,
    fallback: '#0b6b63',
    description: 'The colour of the buttons in mails, as # and six digits or letters from a to f. What is read on them is made white or black, and where mail is shown dark the colour is made lighter, so that everybody can read it.',
  },
} as const satisfies Record<string, Setting>;
