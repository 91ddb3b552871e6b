import type { IRequest } from 'itty-router';
import { Problem } from './problem.ts';

interface Range {
  type: string;
  quality: number;
}

function rangesOf(accept: string): Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    // Java's own client sends a lone asterisk.
    return { type: type === '*' ? '*/*' : type, quality: Number.isNaN(quality) ? 0 : quality };
  });
}

/** RFC 9110, 12.5.1: the most specific range that covers a type decides its quality. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const covering = [type, `${type.split('/')[0] ?? ''}/*`, '*/*'];
  return covering.map((range) => ranges.find((each) => each.type === range)).find((each) => each)?.quality ?? 0;
}

/** The media type that the client likes best; among equals the first. 406 when it likes none. */
export function negotiate<Type extends string>(request: IRequest, types: readonly [Type, ...Type[]]): Type {
  const accept = request.headers.get('accept');
  if (accept === null || accept.trim() === '') return types[0];
  const ranges = rangesOf(accept);
  const [best] = types
    .map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .sort((a, b) => b.quality - a.quality);
  if (best && best.quality > 0) return best.type;
  throw new Problem(406, 'not-acceptable', 'Not acceptable', `This is to be had as ${types.join(', ')}.`);
}
