/** The value of a series in what Prometheus reads, written as it stands there; undefined when there is none. */
export function seriesIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}
