const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

const { run, enterWith } = AsyncLocalStorage.prototype;

/**
 * Node before 24 goes through every storage that is in use at each promise. Each spec file loads the whole program anew,
 * with storages of its own, in the same process: without an end to those of the files before, each file is slower than
 * the last one.
 */
module.exports = class extends TestEnvironment {
  used = new Set();

  async setup() {
    await super.setup();
    const { used } = this;
    AsyncLocalStorage.prototype.run = function (...args) {
      used.add(this);
      return run.apply(this, args);
    };
    AsyncLocalStorage.prototype.enterWith = function (...args) {
      used.add(this);
      return enterWith.apply(this, args);
    };
  }

  async teardown() {
    Object.assign(AsyncLocalStorage.prototype, { run, enterWith });
    for (const storage of this.used) storage.disable();
    await super.teardown();
  }
};
