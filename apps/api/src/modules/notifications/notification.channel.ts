import { NotificationChannel } from '@ccr/domain';
import { registerEnumType } from 'type-graphql';

export { NotificationChannel };

registerEnumType(NotificationChannel, {
  name: 'NotificationChannel',
  description: 'A way to tell someone something.',
  valuesConfig: {
    MAIL: { description: 'By e-mail.' },
    IN_APP: { description: 'In the list behind the bell.' },
    PUSH: { description: 'As a notification of the browser or the device, also while no page is open.' },
    SMS: { description: 'To a mobile number that was confirmed.' },
  },
});
