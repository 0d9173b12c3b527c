import { kept } from '../../../ui';

/**
 * How this device makes itself noticed while a page is open, as it was kept last: not at all, unless it was asked to. Call it
 * where `inject` works.
 */
export const bellChoices = () => ({ sound: kept('bell-sound', false), desktop: kept('bell-desktop', false) });
