/**
 * Whatever a tool starts (a server, a child process, a temporary folder) is gone when the tool ends, however it ends:
 * after its work, by a failure, or by Ctrl-C. Register with `whenEnding`; the newest is undone first.
 */
const undos = new Set();
let ending = false;

/** Runs `undo` when the tool ends; returns a function that runs it now (once). */
export const whenEnding = (undo) => {
  undos.add(undo);
  return async () => {
    if (undos.delete(undo)) await undo();
  };
};

/** Undoes everything that is still registered. */
const endEverything = async () => {
  while (undos.size > 0) {
    const undo = [...undos].at(-1); // asked anew each time: something may still be starting meanwhile
    undos.delete(undo);
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
};

/** Ends the process, with everything undone. A second call, or a second Ctrl-C, waits for the first. */
export const end = async (exitCode) => {
  if (ending) return;
  ending = true;
  await endEverything();
  process.exit(exitCode);
};

/** Whether the tool is on its way out: nothing new should be started. */
export const isEnding = () => ending;

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const [signal, number] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    if (!ending) console.error(`\n${signal}: stopping what was started…`);
    void end(128 + number);
  });
}
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    if (!ending) console.error(error); // what we stop on our way out complains, and that is no news
    void end(1);
  });
}
