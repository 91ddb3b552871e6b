import { useTitle } from '../../shell/title.ts';

export function Overview() {
  useTitle('Overview');
  return <h1>Overview</h1>;
}
