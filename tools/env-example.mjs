/** Writes .env.example from the API's own description of its settings; with --check only says whether it matches. */
import { builtApi } from './runner/built-api.mjs';
import { keepGenerated } from './runner/generated-file.mjs';
import { ROOT } from './runner/run.mjs';

process.chdir(ROOT);
keepGenerated('.env.example', builtApi().printEnvExample());
