/** What stands in the text of a canned reply for what differs from ticket to ticket, written as `{{customer.name}}`. */
export const CANNED_REPLY_VARIABLES = ['customer.name', 'customer.firstName', 'agent.name', 'ticket.reference', 'ticket.subject'] as const;

/** A name from the list of variables. */
export type CannedReplyVariable = (typeof CANNED_REPLY_VARIABLES)[number];

/** What a canned reply is called by when it is looked for: small letters, digits, hyphens. */
export const SHORTCUT_PATTERN = /^[a-z0-9-]+$/;

/** What the variables are filled from. */
export interface CannedReplyOccasion {
  readonly customer: { readonly name: string };
  /** Who writes. */
  readonly agent: { readonly name: string };
  readonly ticket: { readonly reference: string; readonly subject: string };
}

const IN_BRACES = /\{\{([^{}]*)\}\}/g;

const isVariable = (name: string): name is CannedReplyVariable => (CANNED_REPLY_VARIABLES as readonly string[]).includes(name);

/** What is between double braces and is no variable, each once. */
export const unknownVariables = (body: string): string[] => [
  ...new Set([...body.matchAll(IN_BRACES)].map(([, name = '']) => name.trim()).filter((name) => !isVariable(name))),
];

/** The text with its variables filled. What it is filled with is not looked through again; unknown variables stay. */
export function fillVariables(body: string, { customer, agent, ticket }: CannedReplyOccasion): string {
  const values: Record<CannedReplyVariable, string> = {
    'customer.name': customer.name,
    'customer.firstName': customer.name.trim().split(/\s+/)[0] ?? '',
    'agent.name': agent.name,
    'ticket.reference': ticket.reference,
    'ticket.subject': ticket.subject,
  };
  return body.replace(IN_BRACES, (whole, inside: string) => {
    const name = inside.trim();
    return isVariable(name) ? values[name] : whole;
  });
}
