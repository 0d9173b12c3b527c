import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { schedule } from './schedule.mjs';

/** Runs the steps and writes down what happened: "+a" began, "-a" ended, "!a" was refused because of what it needs. */
const story = async (steps) => {
  const lines = [];
  await schedule(steps, async (step, missing) => {
    lines.push(missing.length > 0 ? `!${step.name}` : `+${step.name}`);
    if (missing.length > 0) return false;
    for (let turn = 0; turn < (step.takes ?? 1); turn += 1) await setImmediate(); // turns, not time: the same on a busy machine
    lines.push(`-${step.name}`);
    return !step.fails;
  });
  return lines.join(' ');
};

test('three at a time, in the order of the list', async () => {
  assert.equal(await story([{ name: 'a', takes: 9 }, { name: 'b', takes: 9 }, { name: 'c' }, { name: 'd' }]), '+a +b +c -c +d -d -a -b');
});

test('a lane lets one through at a time, and others overtake', async () => {
  const steps = [{ name: 'a', lane: 'nx', takes: 9 }, { name: 'b', lane: 'nx' }, { name: 'c' }];
  assert.equal(await story(steps), '+a +c -c -a +b -b');
});

test('who needs what failed is not run, who only comes after it is', async () => {
  const steps = [{ name: 'a', fails: true }, { name: 'b', needs: ['a'] }, { name: 'c', after: ['a'] }];
  assert.equal(await story(steps), '+a -a !b +c -c');
});

test('what is not on the list is no obstacle', async () => {
  assert.equal(await story([{ name: 'b', needs: ['a'], after: ['z'] }]), '+b -b');
});

test('alone means alone', async () => {
  assert.equal(await story([{ name: 'a' }, { name: 'b', alone: true }, { name: 'c', after: ['b'] }]), '+a -a +b -b +c -c');
});

test('a circle of waiting is said, not waited for', async () => {
  await assert.rejects(story([{ name: 'a', after: ['b'] }, { name: 'b', after: ['a'] }]), /wait for each other: a, b/);
});
