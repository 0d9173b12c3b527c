/** Whether an agent takes tickets now. */
export enum Availability {
  ON = 'ON',
  AWAY = 'AWAY',
}
