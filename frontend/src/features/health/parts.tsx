import { useLingui } from '@lingui/react/macro';
import type { Health } from '@/api/types';
import { Icon } from '@/ui/icon';

export function Parts({ parts }: { parts: Health['parts'] }) {
  const { t } = useLingui();
  const rows = [
    { name: t`База данных`, ok: parts.database === 'ok', lost: t`не отвечает` },
    { name: t`Очередь заданий`, ok: parts.redis === 'ok', lost: t`не отвечает: ответы принимаются и ждут` },
    {
      name: t`Отправка и загрузка`,
      ok: parts.worker === 'ok',
      lost: t`не работает: ответы принимаются и ждут`,
    },
    { name: t`Расписание`, ok: parts.beat === 'ok', lost: t`не работает: чаты не обновляются` },
  ];
  return (
    <ul className="space-y-1.5">
      {rows.map((row) => (
        <li key={row.name} className="flex items-center gap-2">
          <Icon name={row.ok ? 'check' : 'alert'} size={16} className={row.ok ? 'text-ok' : 'text-bad'} />
          <span className="flex-1">{row.name}</span>
          <span className={row.ok ? 'text-ink2' : 'text-bad'}>{row.ok ? t`работает` : row.lost}</span>
        </li>
      ))}
    </ul>
  );
}
