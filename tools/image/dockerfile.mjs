/** Reads a Dockerfile into stages: a list of { name, base, steps }, each step as what it does, with its words. */
import { DockerfileParser } from 'dockerfile-ast';

const flagsOf = (instruction) => Object.fromEntries((instruction.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue()]));

/** The words of ["a", "b"]; undefined where a shell is to take the text apart. */
const listOf = (instruction) => {
  const [list] = /\[.*\]\s*$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
  return list && JSON.parse(list);
};

const propertiesOf = (instruction) =>
  Object.fromEntries((instruction.getProperties?.() ?? []).map((property) => [property.getName(), property.getValue() ?? '']));

const stepOf = (instruction) => ({
  keyword: instruction.getKeyword(),
  flags: flagsOf(instruction),
  words: instruction.getArguments().map((argument) => argument.getValue()),
  list: listOf(instruction),
  properties: propertiesOf(instruction),
});

const stageOf = (from) => ({ name: from.getBuildStage() ?? undefined, base: from.getImage(), steps: [] });

/** @throws Error when it does not start with a FROM. */
export const readDockerfile = (text) => {
  const stages = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push(stageOf(instruction));
    else if (stages.length > 0) stages.at(-1).steps.push(stepOf(instruction));
    else throw new Error(`The Dockerfile starts with ${instruction.getKeyword()}: only FROM is understood there.`);
  }
  return stages;
};
