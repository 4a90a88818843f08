import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { inboxPath, openChatOf, VIEWS } from '@/domain/chats/filters';
import { VIEW_NAMES } from '@/domain/chats/view-names';
import { useWorkspace } from '@/domain/session/workspace';
import { type Command, command } from '@/lib/commands';
import { copyText } from '@/ui/copy-button';
import { toast } from '@/ui/toasts';
import type { Item } from './match';

const VIEW_KEYS: Partial<Record<(typeof VIEWS)[number], string>> = {
  waiting: 'G I',
  urgent: 'G D',
  unread: 'G U',
  failed: 'G F',
};

/** Everything that can be asked for here: what to do with the open chat, and where to go. */
export function useItems(): Item[] {
  const { t, i18n } = useLingui();
  const { slug, isOwner } = useWorkspace();
  const navigate = useNavigate();
  const accounts = useQuery(accountsQuery());
  const chatIsOpen = openChatOf(window.location) !== null;

  const act = (name: Command, words: string, also: string, keys: string): Item => ({
    id: name,
    name: words,
    also,
    keys,
    run: () => command(name),
  });
  const page = (path: string, words: string, also: string, keys?: string): Item => ({
    id: path,
    name: words,
    also,
    keys,
    run: () => navigate(`/w/${slug}/${path}`),
  });
  const ofChat = [
    act('reply', t`Ответить`, 'reply answer', 'R'),
    act('templates', t`Вставить шаблон`, 'template snippet', 'T'),
    act('note', t`Заметка для команды`, 'note', 'N'),
    act('assign', t`Назначить ответственного`, 'assign', 'A'),
    act('assign-me', t`Взять себе`, 'assign me', 'M'),
    act('snooze', t`Отложить чат`, 'snooze', 'H'),
    act('close', t`Закрыть чат`, 'close done', 'E'),
    act('unread', t`Сделать непрочитанным`, 'mark unread', 'U'),
    act('find', t`Найти в переписке`, 'find in conversation', 'F'),
    {
      id: 'copy-link',
      name: t`Скопировать ссылку на чат`,
      also: 'copy link',
      run: () => void copyText(window.location.href).then((done) => done && toast(t`Ссылка скопирована`)),
    },
  ];
  return [
    ...(chatIsOpen ? ofChat : []),
    act('search', t`Поиск`, 'search find', '/'),
    ...VIEWS.map(
      (view): Item => ({
        id: `view-${view}`,
        name: i18n._(VIEW_NAMES[view].name),
        also: view,
        keys: VIEW_KEYS[view],
        run: () => navigate(inboxPath(slug, { view })),
      }),
    ),
    {
      id: 'mine',
      name: t`Мои чаты`,
      also: 'mine assigned to me',
      keys: 'G M',
      run: () => navigate(inboxPath(slug, { assignee: 'me' })),
    },
    {
      id: 'nobody',
      name: t`Чаты без ответственного`,
      also: 'unassigned nobody',
      keys: 'G N',
      run: () => navigate(inboxPath(slug, { assignee: 'none' })),
    },
    ...(accounts.data ?? []).map(
      (account): Item => ({
        id: `account-${account.id}`,
        name: t`Кабинет «${account.title}»`,
        also: 'account cabinet shop',
        run: () => navigate(inboxPath(slug, { accounts: [account.id] })),
      }),
    ),
    act('resort', t`Пересортировать и обновить`, 'refresh sort', 'Shift+R'),
    page('reports', t`Отчёты`, 'reports results', 'G R'),
    page('notifications', t`Уведомления`, 'notifications'),
    page('health', t`Состояние`, 'health status', 'G H'),
    page('settings/accounts', t`Настройки: кабинеты`, 'settings accounts', 'G S'),
    page('settings/reply-times', t`Настройки: ответ вовремя`, 'settings targets calendar'),
    page('settings/notifications', t`Настройки: уведомления`, 'settings notifications'),
    page('settings/templates', t`Настройки: шаблоны`, 'settings templates'),
    page('settings/text-check', t`Настройки: проверка текста`, 'settings text check words'),
    page('settings/members', t`Настройки: сотрудники`, 'settings members team'),
    page('settings/profile', t`Профиль`, 'profile language theme'),
    ...(isOwner
      ? [
          page('settings/api-keys', t`Настройки: ключи API`, 'settings api keys'),
          page('settings/audit-log', t`Настройки: журнал`, 'settings audit log'),
          page('settings/organisation', t`Настройки: организация`, 'settings organisation name zone'),
          page('settings/data', t`Настройки: данные`, 'settings data export retention close'),
        ]
      : []),
    act('help', t`Все клавиши`, 'keys shortcuts help', '?'),
  ];
}
