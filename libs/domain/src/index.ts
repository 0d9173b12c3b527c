export * from './limits';
export * from './message-kind';
export * from './permissions';
export * from './roles';
export * from './ticket-life-cycle';
export * from './ticket-priority';
export * from './token-scopes';
