export { Budget, budgetExceeded, type BudgetState } from './budget';
export { countingRedis } from './counting-redis';
export { networkOf } from './network';
export { Throttle } from './throttle';
