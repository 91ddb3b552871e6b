// autocannon brings no types: what bench/load.ts uses of it.
declare module 'autocannon' {
  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    headers: Record<string, string>;
    requests: { method: 'GET'; path: string }[];
  }
  export default function autocannon(options: Options): Promise<unknown>;
}
