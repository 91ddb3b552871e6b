import type { IRequest } from 'itty-router';
import { badParameter, pathParameter } from '../input.ts';

const MAX_KEY = 768;

/** How the path names a job: integer id or execution key. */
export function jobReference(request: IRequest): string {
  const reference = pathParameter(request, 'id');
  if (reference === '' || reference.length > MAX_KEY || reference.includes('\0')) {
    throw badParameter('id', `must be an integer id or an execution key of 1–${MAX_KEY} characters`);
  }
  return reference;
}

export const NO_SUCH_JOB = 'There is no job with this id or execution key (yet).';
