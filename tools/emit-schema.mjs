/** Writes schema.graphql, the contract, from the built API; with --check only says whether the committed one matches. */
import { builtApi } from './runner/built-api.mjs';
import { keepGenerated } from './runner/generated-file.mjs';
import { ROOT } from './runner/run.mjs';

process.chdir(ROOT);
keepGenerated('schema.graphql', builtApi().printContract());
