import { useLingui } from '@lingui/react/macro';
import { fileUrl } from '@/api/file-url';
import type { Export } from '@/api/types';
import { useDateStyle } from '@/domain/session/workspace';
import { dateAndTime } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { DownloadLink } from '@/ui/download-link';

/** One archive: how far it is, then the way to it while it is kept. */
export function ExportRow({ made }: { made: Export }) {
  const { t } = useLingui();
  const style = useDateStyle();
  const now = useNow();
  const moment = (at: string) => dateAndTime(Date.parse(at), now, style);
  const asked = moment(made.created_at);
  const gone = made.state === 'expired' || (made.expires_at !== null && Date.parse(made.expires_at) <= now);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0">
        <p className="font-medium">{asked}</p>
        <p className="text-sm text-ink3">{made.asked_by}</p>
      </div>
      {made.state === 'running' ? (
        <Progress made={made} />
      ) : gone ? (
        <p className="text-ink3">{t`Срок хранения прошёл`}</p>
      ) : (
        <div className="text-right phone:text-left">
          <DownloadLink href={fileUrl(`/api/v1/exports/${made.id}/download`)}>
            {t`Скачать архив`}
            <span className="sr-only">{asked}</span>
          </DownloadLink>
          {made.expires_at ? (
            <p className="text-sm text-ink3">{t`Хранится до ${moment(made.expires_at)}`}</p>
          ) : null}
        </div>
      )}
    </li>
  );
}

function Progress({ made: { rows_done: done, rows_total: total } }: { made: Export }) {
  const { t, i18n } = useLingui();
  const written = i18n.number(done);
  const all = i18n.number(total);
  return (
    <div className="w-56 max-w-full">
      <p role="status" className="text-sm text-ink2">
        {total === 0 ? t`Считаем, сколько собрать…` : t`Собрано записей: ${written} из ${all}`}
      </p>
      <progress
        aria-label={t`Сбор архива`}
        value={total === 0 ? undefined : Math.min(done, total)}
        max={Math.max(total, 1)}
        className="mt-1.5 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
