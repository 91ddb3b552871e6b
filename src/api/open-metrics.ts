/** Exposition of metrics as text: https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

export interface Sample {
  /** What follows the family's name: _total, _bucket, _sum, _count. */
  suffix?: string;
  labels?: Readonly<Record<string, string>>;
  value: number;
}

export interface Family {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  unit?: string;
  help: string;
  samples: readonly Sample[];
}

const escapeLabel = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function sampleLine(name: string, { suffix = '', labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${suffix}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

const familyLines = ({ name, type, unit, help, samples }: Family): string[] => [
  `# TYPE ${name} ${type}`,
  ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
  `# HELP ${name} ${help}`,
  ...samples.map((sample) => sampleLine(name, sample)),
];

/** The text of some metrics; a family without samples is left out. */
export const openMetrics = (families: readonly Family[]): string =>
  `${[...families.filter(({ samples }) => samples.length > 0).flatMap(familyLines), '# EOF'].join('\n')}\n`;
