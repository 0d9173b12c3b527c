/** What a person has to do before anything else in the shop is open to them. */
export enum Duty {
  /** Somebody else chose their password. */
  CHANGE_PASSWORD = 'CHANGE_PASSWORD',
  /** The shop insists on a second factor for its staff. */
  SET_UP_SECOND_FACTOR = 'SET_UP_SECOND_FACTOR',
}
