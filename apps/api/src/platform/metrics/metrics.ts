import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from 'pino';
import { SlowReading } from './slow-reading';

/** The name of a metric by the conventions of Prometheus (`ccr_`, base units), what it says, and the names of its labels. */
export interface MetricOptions {
  readonly name: `ccr_${string}`;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** Values for the names of labels. Each new set of values is a series of its own: never a value that clients choose. */
type Labels = Readonly<Record<string, string>>;

/** One number at the time it was read. */
export interface Reading {
  readonly value: number;
  readonly labels?: Labels;
}

/** Adds one to a number that only grows. */
export type Count = (labels?: Labels) => void;

/** Takes in how long something took. */
export type Timing = (seconds: number, labels: Labels) => void;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this process tells those who watch it. While nobody may ask, nothing is kept. */
export class Metrics {
  private readonly registry: Registry | null;
  private readonly slow: SlowReading[] = [];

  /** `isAsked`: whether somebody may ask. */
  constructor(
    private readonly log: Logger,
    isAsked: boolean,
  ) {
    this.registry = isAsked ? new Registry() : null;
    if (this.registry) collectDefaultMetrics({ register: this.registry });
  }

  /** A number that only grows; its name ends with `_total`. */
  counter({ name, help, labels = [] }: MetricOptions): Count {
    if (!this.registry) return () => undefined;
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
    return (values = {}) => counter.inc(values);
  }

  /** How long something takes, and how often it happens. */
  timing({ name, help, labels = [] }: MetricOptions): Timing {
    if (!this.registry) return () => undefined;
    const histogram = new Histogram({ name, help, labelNames: [...labels], buckets: SECONDS, registers: [this.registry] });
    return (seconds, values) => histogram.observe(values, seconds);
  }

  /** A number that this process knows, read each time somebody asks. */
  gauge({ name, help, labels = [] }: MetricOptions, read: () => number | readonly Reading[]): void {
    if (!this.registry) return;
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      collect: () => {
        const found = read();
        gauge.reset();
        if (labels.length === 0) gauge.remove(); // or what nobody knows would be told as 0
        for (const { value, labels: values = {} } of typeof found === 'number' ? [{ value: found }] : found) gauge.set(values, value);
      },
    });
  }

  /**
   * Numbers that the database knows, which `read` finds together, by the names of `gauges`. It is asked at most every 15
   * seconds, however often somebody asks us; while it does not answer, these numbers are missing and all others are there.
   */
  slowGauges<Name extends MetricOptions['name']>(
    gauges: readonly (MetricOptions & { readonly name: Name })[],
    read: () => Promise<Readonly<Record<Name, readonly Reading[]>>>,
  ): void {
    if (!this.registry) return;
    const reading = new SlowReading<Readonly<Record<Name, readonly Reading[]>>>(read, this.log);
    this.slow.push(reading as SlowReading);
    for (const options of gauges) this.gauge(options, () => reading.last?.[options.name] ?? []);
  }

  /** Everything, as Prometheus reads it. Resolves to null while nobody may ask. */
  async text(): Promise<string | null> {
    await Promise.all(this.slow.map((reading) => reading.renew()));
    return (await this.registry?.metrics()) ?? null;
  }
}
