export type Sample = { name: string; labels: Record<string, string>; value: number };

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/gy;
const VALUE = /^(?:[+-]Inf|[Nn]a[Nn]|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/**
 * Reads Prometheus' text format as strictly as Prometheus does, and more so.
 *
 * @throws {Error} a line that is none; a series without HELP and TYPE before it, or twice; buckets that are not cumulative.
 */
export function parseMetrics(text: string): Sample[] {
  if (text !== "" && !text.endsWith("\n")) throw new Error("The last line has no end.");
  const helped = new Set<string>();
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  const seen = new Set<string>();
  for (const line of text.split("\n").filter(Boolean)) {
    const [mark, kind, name = "", ...rest] = line.split(" ");
    if (mark === "#" && kind === "HELP") helped.add(refuseTwice(helped, name));
    else if (mark === "#" && kind === "TYPE") types.set(name, rest.join(" "));
    else samples.push(readSample(line, types, helped, seen));
  }
  checkHistograms(samples, types);
  return samples;
}

/** The value of the one series with these labels and maybe others. */
export function findValue(samples: Sample[], name: string, labels: Record<string, string> = {}): number | undefined {
  const fits = (one: Sample) => Object.entries(labels).every(([label, value]) => one.labels[label] === value);
  const found = samples.filter((one) => one.name === name && fits(one));
  if (found.length > 1) throw new Error(`${name} has ${found.length} series with these labels.`);
  return found[0]?.value;
}

function refuseTwice(names: Set<string>, name: string): string {
  if (names.has(name)) throw new Error(`${name} is described twice.`);
  return name;
}

function readSample(line: string, types: Map<string, string>, helped: Set<string>, seen: Set<string>): Sample {
  const [, name, inside = "", value = ""] = SAMPLE.exec(line) ?? [];
  if (!name || !VALUE.test(value)) throw new Error(`No sample: ${line}`);
  const family = types.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "");
  if (!types.has(family) || !helped.has(family)) throw new Error(`No HELP and TYPE before: ${line}`);
  const pairs = [...inside.matchAll(LABEL)];
  if (pairs.map((pair) => pair[0]).join("") !== inside) throw new Error(`Labels cannot be read: ${line}`);
  const labels = Object.fromEntries(pairs.map(([, label, text]) => [label, text]));
  const series = `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
  if (seen.has(series)) throw new Error(`Twice: ${line}`);
  seen.add(series);
  return { name, labels, value: Number(value.replace("Inf", "Infinity")) };
}

function checkHistograms(samples: Sample[], types: Map<string, string>): void {
  for (const [family] of [...types].filter(([, type]) => type === "histogram")) {
    for (const { labels, value: count } of samples.filter(({ name }) => name === `${family}_count`)) {
      const isOfSeries = (one: Sample) => Object.entries(labels).every(([label, value]) => one.labels[label] === value);
      const buckets = samples.filter((one) => one.name === `${family}_bucket` && isOfSeries(one));
      const bounds = buckets.map((one) => Number(one.labels.le?.replace("Inf", "Infinity")));
      const counts = buckets.map((one) => one.value);
      const isRising = (list: number[]) => list.every((next, index) => index === 0 || next >= (list[index - 1] ?? 0));
      if (!isRising(bounds) || !isRising(counts)) throw new Error(`${family} is not cumulative.`);
      if (bounds.at(-1) !== Number.POSITIVE_INFINITY || counts.at(-1) !== count) {
        throw new Error(`${family} does not end with all that it counts.`);
      }
      if (findValue(samples, `${family}_sum`, labels) === undefined) throw new Error(`${family} has no sum.`);
    }
  }
}
