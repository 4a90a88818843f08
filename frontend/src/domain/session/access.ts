import { serverNow } from '@/api/server-time';
import type { Me } from '@/api/types';

const SOON_MS = 3 * 86_400_000;
const GRANTED = ['trial', 'pilot', 'active'];

/** Whether people have to know of it: what was granted is over, or ends within three days. */
export const accessEnds = (access: Me['access']): boolean =>
  access !== null &&
  (!GRANTED.includes(access.state) ||
    (access.until !== null && Date.parse(access.until) - serverNow() < SOON_MS));
