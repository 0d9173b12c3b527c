export { BellButton } from './bell/bell-button';
export { BellStore } from './bell/bell.store';
export { PushDevice } from './push/push-device.store';
