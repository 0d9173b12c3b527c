import { CANNED_REPLY_VARIABLES, fillVariables, SHORTCUT_PATTERN, unknownVariables } from './canned-reply';

const OCCASION = {
  customer: { name: 'Ann Marie Rao' },
  agent: { name: 'Gita Mehta' },
  ticket: { reference: 'K7Q2-M9XD', subject: 'I paid twice' },
};

describe('a canned reply', () => {
  it.each([
    ['{{customer.name}}', 'Ann Marie Rao'],
    ['{{customer.firstName}}', 'Ann'],
    ['{{agent.name}}', 'Gita Mehta'],
    ['{{ticket.reference}}', 'K7Q2-M9XD'],
    ['{{ticket.subject}}', 'I paid twice'],
    ['Hello {{ customer.firstName }},\n{{customer.firstName}}', 'Hello Ann,\nAnn'],
    ['nothing to fill', 'nothing to fill'],
    ['{{no.such}} {customer.name} {{}}', '{{no.such}} {customer.name} {{}}'],
  ])('%j is filled', (body, filled) => {
    expect(fillVariables(body, OCCASION)).toBe(filled);
  });

  it('fills every variable, and takes what it fills in for no variable and no pattern', () => {
    for (const name of CANNED_REPLY_VARIABLES) expect(fillVariables(`{{${name}}}`, OCCASION)).not.toContain('{');
    const ticket = { reference: '$&', subject: '{{agent.name}}' };
    expect(fillVariables('{{ticket.subject}} {{ticket.reference}}', { ...OCCASION, ticket })).toBe('{{agent.name}} $&');
  });

  it('tells what is no variable', () => {
    expect(unknownVariables('{{customer.name}} {{ agent.name }} {not} {{Customer.Name}} {{x}} {{x}} {{}}')).toEqual(['Customer.Name', 'x', '']);
  });

  it('looks through the longest text in no time', () => {
    const start = Date.now();
    unknownVariables('{{'.repeat(2_500));
    unknownVariables('{{a'.repeat(1_700));
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it.each([['refund', true], ['refund-2', true], ['Refund', false], ['re fund', false], ['', false], ['é', false]])('shortcut %j: %s', (shortcut, fits) => {
    expect(SHORTCUT_PATTERN.test(shortcut)).toBe(fits);
  });
});
