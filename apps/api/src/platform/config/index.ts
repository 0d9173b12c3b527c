export { ConfigError, type Config, type LogLevel } from './config';
export { printEnvExample } from './env-example';
export { loadConfig, readConfig } from './load-config';
