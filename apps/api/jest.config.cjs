/** @type {import('jest').Config} */
module.exports = {
  displayName: 'api',
  rootDir: __dirname,
  testEnvironment: '<rootDir>/jest.environment.cjs',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testTimeout: 120_000, // a test that is right is never ended by a machine that is busy
  // Every spec loads the whole program anew and Node keeps the old ones: a fresh process in time.
  workerIdleMemoryLimit: '1500MB',
  setupFiles: ['reflect-metadata', '<rootDir>/src/testing/quick-passwords.ts'],
  globals: { CCR_VERSION: require('../../package.json').version }, // as the build does
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // What otplib builds on comes as ES modules only, and so does the agent that keeps to public addresses; the exporter of
  // traces imports while it runs, which Jest can't.
  transformIgnorePatterns: ['/node_modules/(?!@(?:scure|noble)/|request-filtering-agent/|@opentelemetry/otlp-exporter-base/)'],
  moduleNameMapper: {
    '^@ccr/(domain|testkit)$': '<rootDir>/../../libs/$1/src/index.ts',
  },
};
