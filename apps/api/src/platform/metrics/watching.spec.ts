import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse, parseAllDocuments } from 'yaml';
import { startTestServer, type TestServer } from '../../testing/test-server';

const TOKEN = 'a token of many characters';
/** What kube-state-metrics tells, and the object that it is told of. */
const OF_THE_CLUSTER = { kube_cronjob_status_last_successful_time: 'ccr-backup' };
const folder = join(__dirname, '../../../../../k8s/monitoring');

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}
interface Alerts {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string; readonly annotations: Record<string, string> }[] }[];
}

const { panels } = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8')) as { panels: readonly Panel[] };
const alerts = (parse(readFileSync(join(folder, 'alerts.yaml'), 'utf8')) as Alerts).groups.flatMap(({ rules }) => rules);
const shown = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const));
const queries = [...shown, ...alerts.map(({ alert, expr }) => [alert, expr] as const)];

/** The metrics that a query reads. Throws when it is no PromQL. */
function metricsOf(query: string): string[] {
  const text = query.replaceAll('$__rate_interval', '5m');
  const found: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${text}`);
      if (type.name === 'VectorSelector') found.push(/^\w+/.exec(text.slice(from, to))?.[0] ?? '');
    },
  });
  return found;
}

describe('the dashboard and the alerts', () => {
  let test: TestServer;
  let names: Set<string>;

  beforeAll(async () => {
    test = await startTestServer({ METRICS_TOKEN: TOKEN.replaceAll(' ', '-') });
    const answer = await fetch(`${test.origin}/metrics`, { headers: { authorization: `Bearer ${TOKEN.replaceAll(' ', '-')}` } });
    const types = [...(await answer.text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    names = new Set(types.flatMap(([, name = '', type]) => (type === 'histogram' || type === 'summary' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name])));
  });
  afterAll(() => test.stop());

  it.each(queries)('ask for what the server tells: %s', (_where, query) => {
    const used = metricsOf(query);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !names.has(name) && !(name in OF_THE_CLUSTER))).toEqual([]);
  });

  it.each(Object.entries(OF_THE_CLUSTER))('ask the cluster for what it has: %s of %s', (metric, name) => {
    const jobs = parseAllDocuments(readFileSync(join(folder, '../base/backup.yaml'), 'utf8')).map((one) => one.toJS() as Named);
    expect(jobs).toContainEqual(expect.objectContaining({ kind: 'CronJob', metadata: expect.objectContaining({ name }) as object }));
    expect(queries.map(([, query]) => query).join()).toContain(`${metric}{cronjob="${name}"}`);
  });

  it('show all that is our own', () => {
    const used = new Set(queries.flatMap(([, query]) => metricsOf(query)));
    const own = [...names].filter((name) => name.startsWith('ccr_') && !/_(sum|bucket|count)$/.test(name));
    expect(own.filter((name) => !used.has(name))).toEqual([]);
  });

  it('say what happened and what to do', () => {
    for (const { annotations } of alerts) expect(annotations).toEqual({ summary: expect.stringMatching(/\.$/), description: expect.stringMatching(/\.$/) });
  });

  it('would not pass for something else', () => {
    expect(() => metricsOf('sum(rate(ccr_x[5m])')).toThrow('Not PromQL');
    expect(metricsOf('max(nothing_of_ours) > 1')).toEqual(['nothing_of_ours']);
  });
});
