import { ID, Field, InputType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../platform/paging';
import { SecurityEvent } from './security-event.entity';
import { SecurityEventType } from './security-event-type';

registerEnumType(SecurityEventType, {
  name: 'SecurityEventType',
  description: 'What the audit knows.',
  valuesConfig: {
    SIGNED_UP: { description: 'Someone became a customer.' },
    SIGNED_IN: { description: 'Someone came in.' },
    SIGN_IN_FAILED: { description: 'Someone tried to come in with a wrong password or code, or without a code.' },
    SIGNED_OUT: { description: 'Someone left.' },
    SESSIONS_ENDED: { description: 'One or more sessions were ended from elsewhere.' },
    SIGN_IN_REPORTED: { description: 'The owner said of a sign-in that it was somebody else.' },
    PASSWORD_RESET_REQUESTED: { description: 'A code to choose a new password was asked for.' },
    PASSWORD_RESET_FAILED: { description: 'Someone tried a code that was wrong, used or too old.' },
    PASSWORD_RESET: { description: 'A new password was chosen with a code.' },
    PASSWORD_CHANGED: { description: 'A new password was chosen with the old one.' },
    PASSWORD_CHECK_FAILED: { description: 'Someone who was signed in was asked for the password or a code again, and it was wrong.' },
    EMAIL_VERIFIED: { description: 'Mail to the address is known to arrive.' },
    EMAIL_CHANGE_REQUESTED: { description: 'Another address was given, and has to be confirmed.' },
    EMAIL_CHANGED: { description: 'The other address was confirmed.' },
    SECOND_FACTOR_ENABLED: { description: 'Signing in needs a second factor from now on.' },
    SECOND_FACTOR_DISABLED: { description: 'Signing in needs the password only.' },
    RECOVERY_CODES_RENEWED: { description: 'New recovery codes were made; the old ones are no good.' },
    RECOVERY_CODE_USED: { description: 'A recovery code stood in for the second factor.' },
    TOKEN_CREATED: { description: 'An access token was made, or got a new secret.' },
    TOKEN_REVOKED: { description: 'An access token was ended.' },
    STAFF_CREATED: { description: 'An agent or admin was made.' },
    STAFF_INVITED: { description: 'An agent or admin was sent a link to come in with.' },
    INVITATION_ACCEPTED: { description: 'The link was used.' },
    ROLE_CHANGED: { description: 'An agent became an admin, or an admin an agent.' },
    AGENT_DEACTIVATED: { description: 'An agent or admin can not come in any more.' },
    AGENT_REACTIVATED: { description: 'They can again.' },
    ACCOUNT_EXPORTED: { description: 'The owner downloaded what is held on them.' },
    ACCOUNT_DELETION_REQUESTED: { description: 'The owner asked to be forgotten.' },
    ACCOUNT_DELETION_CANCELLED: { description: 'They came back in time.' },
    ACCOUNT_ERASED: { description: 'What was held on the person is gone.' },
    SHOP_SETTINGS_CHANGED: { description: 'What the shop insists on was changed.' },
    WEBHOOK_CREATED: { description: 'A webhook was set up.' },
    WEBHOOK_CHANGED: { description: 'Where a webhook leads, or what it is told of, was changed.' },
    WEBHOOK_SECRET_ROTATED: { description: 'A webhook got another secret.' },
    WEBHOOK_PAUSED: { description: 'A webhook is told nothing for now.' },
    WEBHOOK_RESUMED: { description: 'It is told again.' },
    WEBHOOK_DELETED: { description: 'A webhook was deleted.' },
    SENT_AGAIN: { description: 'A notification that had failed was sent to them again.' },
    ADDRESS_UNBLOCKED: { description: 'Mail goes to their address again.' },
  },
});

@InputType({ description: 'Which lines of the audit to list.' })
export class SecurityEventFilter {
  @Field(() => [SecurityEventType], { nullable: true, description: 'Any of these.' })
  types?: SecurityEventType[] | null;

  @Field(() => ID, { nullable: true, description: 'Whose account it is about.' })
  userId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Not before this moment.' })
  since?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this moment.' })
  until?: Date | null;
}

export const SecurityEventConnection = connectionOf<SecurityEvent>('SecurityEvent', () => SecurityEvent);
