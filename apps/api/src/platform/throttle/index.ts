export { networkOf } from './network';
export { Throttle } from './throttle';
