/** Whether GitHub would take a workflow, by GitHub's own parser, and whether it keeps to our rules. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { parse } from 'yaml';
import { temporaryFolder } from '../runner/temporary.mjs';
import { OWN_IMAGE } from './rules.mjs';

/** The parser is written for bundlers: it imports JSON in a way that Node.js refuses. */
const loadParser = async () => {
  const bundle = await rolldown({ input: fileURLToPath(import.meta.resolve('@actions/workflow-parser')), platform: 'node', logLevel: 'silent' });
  const { path, remove } = temporaryFolder('workflow');
  const file = join(path, 'parser.mjs');
  await bundle.write({ format: 'esm', file });
  await bundle.close();
  const parser = await import(pathToFileURL(file));
  await remove();
  return parser;
};

const SILENT = { info: () => undefined, verbose: () => undefined, error: () => undefined };

const stepsOf = (document) => Object.values(document.jobs).flatMap(({ steps = [] }) => steps);

/** The tags by which a text names our image. */
const ownTags = (text) => [...text.matchAll(new RegExp(`${OWN_IMAGE}:([\\w.-]+)`, 'g'))].map(([, tag]) => tag);

/**
 * Sentences on what is wrong with the workflow `text`; `majors` are the versions of Node.js it must try, `version` is the
 * one of package.json: the image must be built under it, because the compose file asks for it.
 */
export const workflowProblems = async (text, { majors, version }) => {
  const { parseWorkflow, convertWorkflowTemplate } = await loadParser();
  const { context, value } = parseWorkflow({ name: 'ci.yml', content: text }, SILENT);
  if (value) await convertWorkflowTemplate(context, value);
  const broken = context.errors.getErrors().map(({ message }) => message);
  if (broken.length > 0) return broken;
  const document = parse(text);
  const tried = Object.values(document.jobs).flatMap(({ strategy }) => strategy?.matrix?.node ?? []);
  return [
    ...stepsOf(document).filter(({ uses }) => uses && !/@[0-9a-f]{40}$/.test(uses)).map(({ uses }) => `${uses} is not pinned to a commit`),
    ...majors.filter((major) => !tried.includes(major)).map((major) => `Node.js ${major} is not tried`),
    ...ownTags(text).filter((tag) => tag !== version).map((tag) => `it builds or runs our image as ${tag}, but package.json says ${version}`),
    ...(document.permissions?.contents === 'read' ? [] : ['it must have no more than the permission to read']),
  ];
};
