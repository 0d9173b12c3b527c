/**
 * The live topic of what one person is told in the app. Published with the id of a notification that is new; with an empty
 * one when some were read.
 */
export const bellTopic = (userId: string): string => `bell:${userId}`;
