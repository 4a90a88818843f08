import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '@/api/client';
import type { Company, PresenceState } from '@/api/types';
import { chatKeys } from '@/domain/chats/keys';

const SAY_AGAIN_MS = 10_000;

/** Says that the chat is open here, and whether somebody writes; learns who else is in it. */
export function usePresence(chatId: string, writing: boolean): void {
  const client = useQueryClient();
  const state = useRef<PresenceState>('viewing');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let here = true;
    const say = async () => {
      clearTimeout(timer);
      const visible = document.visibilityState === 'visible';
      const company = await sayPresence(chatId, visible ? state.current : 'gone').catch(() => null);
      if (!here) return;
      if (company) client.setQueryData<Company>(chatKeys.company(chatId), company);
      clearTimeout(timer);
      if (visible) timer = setTimeout(say, (company?.again_in_seconds ?? 0) * 1000 || SAY_AGAIN_MS);
    };
    const turn = () => void say();
    state.current = writing ? 'writing' : 'viewing';
    void say();
    document.addEventListener('visibilitychange', turn);
    return () => {
      here = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [chatId, writing, client]);

  useEffect(() => {
    const leave = () => void sayPresence(chatId, 'gone').catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      client.removeQueries({ queryKey: chatKeys.company(chatId) });
      leave();
    };
  }, [chatId, client]);
}

function sayPresence(chatId: string, state: PresenceState): Promise<Company> {
  return unwrap(
    api.POST('/api/v1/chats/{chat_id}/presence', {
      params: { path: { chat_id: chatId } },
      body: { state },
      keepalive: state === 'gone',
    }),
  );
}

const NOBODY: Company['others'] = [];

/** The others in the chat, as the server last told. */
export function useCompany(chatId: string): Company['others'] {
  const company = useQuery<Company>({ queryKey: chatKeys.company(chatId), queryFn: skipToken });
  return company.data?.others ?? NOBODY;
}
