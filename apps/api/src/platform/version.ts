/** Put in place of this name by whoever builds, from package.json. */
declare const CCR_VERSION: string;

/** The version of this program. */
export const version = CCR_VERSION;
