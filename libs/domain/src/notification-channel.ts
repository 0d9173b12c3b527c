/** A way to tell someone something. */
export enum NotificationChannel {
  MAIL = 'MAIL',
  IN_APP = 'IN_APP',
  PUSH = 'PUSH',
  SMS = 'SMS',
}
