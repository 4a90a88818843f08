import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { changeFilters, type InboxFilters, readFilters, writeFilters } from '@/domain/chats/filters';

/** The filters of the address and the way to change them; `replace` leaves no step for the browser's Back. */
export function useInboxUrl() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (part: Partial<InboxFilters>, options: { replace?: boolean } = {}) => {
      navigate({ search: `?${writeFilters(changeFilters(filters, part))}` }, options);
    },
    [navigate, filters],
  );
  return { filters, change };
}
